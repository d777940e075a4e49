import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense } from "react";
import { sessionQuery } from "@/shared/access/session";
import { newQueryClient } from "../queries";
import { PhoneKit } from "./PhoneKit";
import { newRouter } from "./router";
import { Opening } from "./shell/Opening";

/** Asked for while the words are still on their way. */
const cache = newQueryClient();
void cache.prefetchQuery(sessionQuery);
const router = newRouter(cache);

export function PhoneApp() {
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
