/** Who is signed in and what may be offered to them. */
export interface Session {
  account: { id: string; name: string; language?: string };
  /** The employment that acts; absent for an account without one. */
  employment?: { id: string; number: string; name: string; unit?: string };
  /** Permission codes (`area.verb`) held in any scope. */
  permissions: string[];
  /** The group or company the reader looks at. */
  scopes: { id: string; name: string; detail?: string }[];
  /** The server's today, `YYYY-MM-DD`, and now, RFC 3339. */
  today: string;
  now: string;
  /** Sample data: said in the corner, never hidden. */
  demo?: boolean;
}
