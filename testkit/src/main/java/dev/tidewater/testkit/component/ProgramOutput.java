package dev.tidewater.testkit.component;

/** What a program left behind when it ended. */
public record ProgramOutput(int exitCode, String output, String errors) {
  static ProgramOutput of(HostCommand.Result result) {
    return new ProgramOutput(result.exitCode(), result.output(), result.errors());
  }
}
