import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTheme } from "@/shared/desk/themeChoice";
import { newQueryClient } from "../queries";
import { DeskKit } from "./DeskKit";
import { newRouter } from "./router";

export function DeskApp() {
  const [cache] = useState(newQueryClient);
  const [router] = useState(() => newRouter(cache));
  return (
    <QueryClientProvider client={cache}>
      <Suspense>
        <DeskKit theme={useTheme()}>
          <RouterProvider router={router} />
        </DeskKit>
      </Suspense>
    </QueryClientProvider>
  );
}
