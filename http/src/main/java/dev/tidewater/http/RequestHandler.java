package dev.tidewater.http;

/** Answers requests; called by several threads, never by an event loop, and may block. */
interface RequestHandler {
  Response handle(Request request);
}
