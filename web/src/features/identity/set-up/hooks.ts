import { change } from "@/api/request";

export interface SetUp {
  /** From the server's console, where one is asked for. */
  code?: string;
  login: string;
  display_name: string;
  password: string;
  locale: string;
}

/** Makes the owner's account and signs in with it; works once. */
export const setUp = (body: SetUp) => change("POST", "/api/v1/set-up", body);
