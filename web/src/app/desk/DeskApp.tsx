import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense } from "react";
import { sessionQuery } from "@/shared/access/session";
import { useTheme } from "@/shared/desk/themeChoice";
import { newQueryClient } from "../queries";
import { DeskKit } from "./DeskKit";
import { newRouter } from "./router";
import { Opening } from "./shell/Opening";

/** Asked for while the words are still on their way. */
const cache = newQueryClient();
void cache.prefetchQuery(sessionQuery);
const router = newRouter(cache);

export function DeskApp() {
  return (
    <QueryClientProvider client={cache}>
      <DeskKit theme={useTheme()}>
        <Suspense fallback={<Opening />}>
          <RouterProvider router={router} />
        </Suspense>
      </DeskKit>
    </QueryClientProvider>
  );
}
