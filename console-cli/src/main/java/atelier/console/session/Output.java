package atelier.console.session;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A stream of UTF-8 text, whatever the locale; buffered, so it must be flushed. Unlike PrintStream it does not hide errors. */
public final class Output {

    private static final int BUFFER_CHARS = 32 * 1024;

    private final Writer writer;
    /** After an error the encoder's buffer is in no state to go on. */
    private boolean broken;

    public Output(OutputStream stream) {
        this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER_CHARS);
    }

    public void print(CharSequence text) {
        try {
            writer.append(text);
        } catch (IOException e) {
            throw ended(e);
        }
    }

    public void line(CharSequence text) {
        print(text);
        print("\n");
    }

    public void flush() {
        if (broken) {
            return;
        }
        try {
            writer.flush();
        } catch (IOException e) {
            throw ended(e);
        }
    }

    private RuntimeException ended(IOException e) {
        broken = true;
        String reason = String.valueOf(e.getMessage());
        return reason.contains("Broken pipe") || reason.contains("Connection reset")
                ? new OutputClosed()
                : new Failure("cannot write the output: " + reason);
    }
}
