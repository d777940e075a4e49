import "virtual:tokens.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { PhoneApp } from "@/app/phone/PhoneApp";
import { words } from "@/app/words";
import { startI18n } from "@/shared/i18n/start";

const root = document.getElementById("root");
if (root) {
  void startI18n(words, ["common", "problem"]).then(() =>
    createRoot(root).render(
      <StrictMode>
        <PhoneApp />
      </StrictMode>,
    ),
  );
}
