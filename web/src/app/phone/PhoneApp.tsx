import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { Skeleton } from "@/shared/phone/States";
import { newQueryClient } from "../queries";
import { PhoneKit } from "./PhoneKit";
import { newRouter } from "./router";

export function PhoneApp() {
  const [cache] = useState(newQueryClient);
  const [router] = useState(() => newRouter(cache));
  return (
    <QueryClientProvider client={cache}>
      <PhoneKit>
        <Suspense fallback={<Skeleton />}>
          <RouterProvider router={router} />
        </Suspense>
      </PhoneKit>
    </QueryClientProvider>
  );
}
