package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.Load;
import atelier.ingest.trial.Trial;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class KillTest {

    private static final int ROUNDS = Integer.getInteger("faults.rounds", 20);
    private static final long SEED = 20_261_120;

    @Test
    void losesAndDoublesNothingWhenKilledAroundAnInsert() throws Exception {
        Random random = new Random(SEED);
        try (Trial trial = new Trial("kill");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            Load load = trial.closeAtEnd(new Load(trial, SEED));
            for (int round = 0; round < ROUNDS; round++) {
                // Every second kill at the moment that the ledger is there for, the others at the moments before in
                // turn.
                Moment moment = round % 2 == 0
                        ? Moment.INSERTED_AND_NOT_COMMITTED
                        : round % 4 == 1 ? Moment.BEFORE_IT_IS_SENT : Moment.HALF_SENT;
                ChildJvm ingest = trial.ingest("a", proxy.port());
                moment.kill(ingest, random.nextInt(5), proxy);
            }
            load.close();
            long start = System.nanoTime();
            trial.ingest("a", proxy.port());

            assertIntact(trial, "log-ingest killed with -9 around an insert, " + ROUNDS + " rounds", start);
        }
    }
}
