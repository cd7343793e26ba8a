package atelier.devstack.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            INSERT INTO t VALUES (1)                                | INSERT INTO t                           | Values    | ^ (1)^
            insert into t(a, b) values(1)                           | insert into t(a, b)                     | Values    | (1)
            INSERT t VALUES (1)                                     | INSERT t                                | Values    | ^ (1)^
            INSERT INTO `t` FORMAT CSV 1,2                          | INSERT INTO `t`                         | CSV       | 1,2
            INSERT INTO db.t (a) SETTINGS x=1 FORMAT TSV   FORMAT   | INSERT INTO db.t (a) SETTINGS x=1       | TSV       | FORMAT
            INSERT INTO "values" VALUES (1)                         | INSERT INTO "values"                    | Values    | ^ (1)^
            INSERT INTO values VALUES (1)                           | INSERT INTO values                      | Values    | ^ (1)^
            """)
    void findsTheDataOfAnInsert(String sql, String head, String format, String data) {
        var insert = SqlText.insert(sql).orElseThrow();
        assertThat(insert.head().strip()).isEqualTo(head);
        assertThat(insert.format()).hasValue(format);
        assertThat(sql.substring(insert.dataStart())).isEqualTo(data);
    }

    @Test
    void beginsBinaryDataRightAfterTheLineEnd() {
        String sql = "INSERT INTO t FORMAT RowBinary\n \n'";
        var insert = SqlText.insert(sql).orElseThrow();
        assertThat(sql.substring(insert.dataStart())).isEqualTo(" \n'");
    }

    @Test
    void seesAnInsertBehindComments() {
        assertThat(SqlText.insert("/* a 'b */ -- INSERT\n INSERT INTO t FORMAT CSV\n1"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT 'INSERT INTO t VALUES (1)'",
                "INSERT INTO t SELECT 1 FORMAT Null",
                "INSERT INTO t (a) WITH 1 AS x SELECT x",
                "CREATE TABLE t (a Int) ENGINE = Memory",
                "",
                "-- nothing"
            })
    void leavesOtherStatementsAlone(String sql) {
        assertThat(SqlText.insert(sql)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT 1 FORMAT JSON                            | JSON
            SELECT format('{}', 1) FORMAT CSV SETTINGS a=1  | CSV
            SELECT (SELECT 1 FORMAT x)                      |
            SELECT 'a FORMAT CSV'                           |
            SELECT 1 -- FORMAT CSV                          |
            """)
    void findsTheFormatOfTheOutput(String sql, String format) {
        assertThat(SqlText.outputFormat(SqlText.words(sql)).orElse(null)).isEqualTo(format);
    }
}
