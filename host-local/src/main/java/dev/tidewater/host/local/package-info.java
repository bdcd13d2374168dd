/**
 * Runs dataflows in this process: {@link dev.tidewater.host.local.LocalCluster} keeps materialized
 * views up to date on threads of its own and answers queries on the caller's.
 */
@NullMarked
package dev.tidewater.host.local;

import org.jspecify.annotations.NullMarked;
