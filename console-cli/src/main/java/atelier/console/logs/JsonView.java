package atelier.console.logs;

import atelier.console.session.Output;
import atelier.logs.octets.Json;
import atelier.logs.view.LogRow;
import atelier.logs.view.RowJson;

/** One JSON object on a line for each row, from which every byte of it can be got back. */
record JsonView(Output out) implements View {

    @Override
    public void row(LogRow row) {
        Json json = new Json();
        RowJson.write(row, json);
        out.line(json.toString());
    }
}
