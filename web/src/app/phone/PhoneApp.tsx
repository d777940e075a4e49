import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { sessionQuery } from "@/shared/access/session";
import { newQueryClient } from "../queries";
import { PhoneKit } from "./PhoneKit";
import { fetchAllPages, newRouter } from "./router";
import { Opening } from "./shell/Opening";

/** Asked for while the words are still on their way. */
const cache = newQueryClient();
void cache.prefetchQuery(sessionQuery);
const router = newRouter(cache);

/** When the first page has what it needs. */
const AFTER_FIRST_PAGE = 2_000;

export function PhoneApp() {
  useEffect(() => {
    const wait = setTimeout(fetchAllPages, AFTER_FIRST_PAGE);
    return () => clearTimeout(wait);
  }, []);
  return (
    <QueryClientProvider client={cache}>
      <PhoneKit>
        <Suspense fallback={<Opening />}>
          <RouterProvider router={router} />
        </Suspense>
      </PhoneKit>
    </QueryClientProvider>
  );
}
