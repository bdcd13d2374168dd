package dev.tidewater.store.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteConsensusTest extends ConsensusContract {
  private final Path file;

  SqliteConsensusTest(@TempDir Path directory) {
    this.file = directory.resolve("consensus.db");
  }

  @Override
  protected Consensus open() {
    return SqliteConsensus.open(file);
  }

  @Test
  void aFullDiskIsToldAndChangesNothingAndIsGotOver() throws SQLException {
    consensus().append(List.of(Write.of("k", 1, new byte[] {1})));
    ((SqliteConsensus) consensus()).limitPages(4);
    assertThatThrownBy(() -> consensus().append(List.of(Write.of("k", 2, new byte[1 << 20]))))
        .isInstanceOfSatisfying(
            TidewaterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL))
        .hasMessageContaining("no space left");
    assertThat(consensus().scan("k", 0)).hasSize(1);
    assertThat(consensus().append(List.of(Write.of("k", 2, new byte[1 << 20]))))
        .isEqualTo(new AppendResult.Appended());
  }

  @Test
  void commitsAreSyncedAndTheFileSaysItsFormat() throws SQLException {
    assertThat(pragma("journal_mode")).isEqualTo("wal");
    assertThat(pragma("user_version")).isEqualTo("1");
    assertThat(pragma("application_id")).isEqualTo(String.valueOf(0x54494445));
  }

  private String pragma(String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA " + name)) {
      result.next();
      return result.getString(1);
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused(@TempDir Path elsewhere) throws IOException {
    Path other = elsewhere.resolve("other.db");
    Files.writeString(other, "x".repeat(10_000));
    assertThatThrownBy(() -> SqliteConsensus.open(other))
        .isInstanceOfSatisfying(
            TidewaterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPTED))
        .hasMessageContaining("is damaged");
  }

  @Test
  void aForeignDatabaseIsRefused(@TempDir Path elsewhere) throws SQLException {
    Path other = elsewhere.resolve("other.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE t (x)");
    }
    assertThatThrownBy(() -> SqliteConsensus.open(other))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE))
        .hasMessageContaining("is not a consensus file");
  }
}
