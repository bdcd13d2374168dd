package dev.tidewater.store.consensus;

import dev.tidewater.testkit.disk.Power;

/** The stand-in of the simulation does what the real ones do. */
class MemoryConsensusTest extends ConsensusContract {
  private final MemoryConsensus only = new MemoryConsensus(new Power());

  @Override
  protected Consensus open() {
    return only;
  }
}
