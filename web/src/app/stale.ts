import type { Stale } from "@/api/live";

/** Which queries a look-again makes stale. Every module that is told of changes adds its keys here. */
export const stale: Stale = {
  session: [["session"]],
  todo: [["approval"], ["performance"], ["leave"]],
  notice: [["notice"]],
};
