/** The arrows of the web package: entries → app → features → shared → api. */
const layer = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });

module.exports = {
  forbidden: [
    layer("no-cycles", {}, { circular: true }, "A cycle means two files are one."),
    layer(
      "no-orphans",
      {
        orphan: true,
        pathNot: ["\\.d\\.ts$", "\\.test\\.tsx?$", "^src/entries/"],
      },
      {},
      "Nobody uses it: delete it.",
    ),
    layer(
      "api-is-the-floor",
      { path: "^src/api/" },
      { path: "^src/(shared|features|app|entries|gallery)/" },
      "api knows nobody.",
    ),
    layer(
      "shared-knows-api-only",
      { path: "^src/shared/" },
      { path: "^src/(features|app|entries|gallery)/" },
      "shared is used by all.",
    ),
    layer(
      "features-know-shared",
      { path: "^src/features/" },
      { path: "^src/(app|entries|gallery)/" },
      "A feature does not know where it is shown.",
    ),
    layer(
      "features-do-not-import-each-other",
      { path: "^src/features/([^/]+)/([^/]+)/" },
      { path: "^src/features/", pathNot: "^src/features/$1/($2/|[^/]+$)" },
      "Compose in app, or move the common part to shared or to the module's own folder.",
    ),
    layer(
      "app-knows-no-entry",
      { path: "^src/app/" },
      { path: "^src/(entries|gallery)/" },
      "Entries boot the app, not the other way round.",
    ),
    layer(
      "gallery-stays-out",
      { path: "^src/(entries|app|features|shared|api)/" },
      { path: "^src/gallery/" },
      "The gallery is not part of the product.",
    ),
    layer(
      "desk-without-antd-mobile",
      { path: "(^src/app/desk/|/desk/|^src/entries/desk)" },
      {
        path: "(node_modules/antd-mobile|^src/(app/phone/|shared/phone/)|/phone/)",
        pathNot: "node_modules/(?!antd-mobile)",
      },
      "The desk uses antd.",
    ),
    layer(
      "phone-without-antd",
      { path: "(^src/app/phone/|/phone/|^src/entries/phone)" },
      {
        path: "(node_modules/(antd|@rc-component|@ant-design)/|^src/(app/desk/|shared/desk/)|/desk/)",
        pathNot: "node_modules/antd-mobile",
      },
      "The phone stays small.",
    ),
    layer(
      "shared-ground-without-kits",
      { path: "^src/(shared|features)/", pathNot: "/(desk|phone)/" },
      { path: "node_modules/(antd|antd-mobile|@ant-design)/" },
      "What both sides share draws with neither kit.",
    ),
    layer(
      "tests-stay-tests",
      { pathNot: "(\\.test\\.tsx?$|^src/testing/)" },
      { path: "(^src/testing/|\\.test\\.tsx?$)" },
      "Production code imports no test code.",
    ),
    layer("no-unresolved", {}, { couldNotResolve: true, pathNot: "^virtual:" }, "The import leads nowhere."),
    layer(
      "no-dev-in-product",
      { path: "^src/", pathNot: "(\\.test\\.tsx?$|\\.d\\.ts$|^src/testing/|^src/gallery/)" },
      { dependencyTypes: ["npm-dev"], pathNot: "(openapi-typescript|@types/)" },
      "A dev dependency is not shipped.",
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
