import { Button, Checkbox } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/api/problem";
import { count } from "../format/numbers";
import { Icon } from "../icons/Icon";
import { ColumnChooser } from "./ColumnChooser";
import { useColumnChoice } from "./columnChoice";
import styles from "./DataTable.module.css";
import { ProblemBlock, StateBlock } from "./StateBlock";
import { isNothing, isSelected, nothing, type Selection, withRows } from "./selection";
import type { Pages } from "./usePages";

export interface Column<Row> {
  key: string;
  title: string;
  /** px; the identity column takes what is left. */
  width: number;
  /** Figures and dates stand at the right. */
  align?: "end";
  /** Not shown until chosen. */
  optional?: boolean;
  render: (row: Row) => ReactNode;
}

interface Props<Row> {
  /** Under which name the reader's columns are remembered. */
  name: string;
  label: string;
  /** First and sticky: who or what the row is. */
  identity: Column<Row>;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  /** The row in words, for those who hear the page. */
  rowName: (row: Row) => string;
  /** The rows of this page; `undefined` while they are read for the first time. */
  rows: readonly Row[] | undefined;
  /** New rows are on their way while the old ones stay. */
  refreshing?: boolean;
  problem?: Problem;
  retry?: () => void;
  /** Cursor of the next page, `null` on the last. */
  next?: string | null;
  pages?: Pages;
  /** Second request; `capped` means "10,000+". */
  total?: { count: number; capped?: boolean };
  /** Counts in the words of this list: `1,412 人`. */
  counted: (amount: string, n: number) => string;
  /** What the list covers: scope · as-of. */
  covers?: ReactNode;
  empty: { title: string; reason: string; action?: ReactNode };
  /** The open row's key, and how to open one. */
  active?: string;
  open?: (row: Row) => void;
  /** Ended rows are greyed. */
  ended?: (row: Row) => boolean;
  /** Actions on chosen rows. Without it rows cannot be chosen. */
  bulk?: (selection: Selection, amount: number, clear: () => void) => ReactNode;
  /** Above the table: filters at the left, further controls at the right. */
  filters?: ReactNode;
  tools?: ReactNode;
  initialSelection?: Selection;
}

/** A server-paged list: identity first and sticky, chosen rows bring up a bulk bar, every state has its words. */
export function DataTable<Row>(props: Props<Row>) {
  const { name, identity, columns, rows, total, bulk, rowKey } = props;
  const { t } = useTranslation();
  const all = columns.map((column) => column.key);
  const standard = columns.filter((column) => !column.optional).map((column) => column.key);
  const [chosen, choose] = useColumnChoice(name, all, standard);
  const [selection, setSelection] = useState<Selection>(props.initialSelection ?? nothing);
  const shown = [identity, ...columns.filter((column) => chosen.includes(column.key))];
  const keys = rows?.map(rowKey) ?? [];
  const onPage = keys.filter((key) => isSelected(selection, key)).length;
  const amount = selection.kind === "all" ? (total?.count ?? keys.length) : selection.keys.size;
  const clear = () => setSelection(nothing);
  const selecting = bulk !== undefined && keys.length > 0;
  const choosable = columns.some((column) => column.optional);
  const width = shown.reduce((sum, column) => sum + column.width, bulk ? 44 : 0);

  return (
    <div className={styles.list}>
      {(props.filters || props.tools || choosable) && (
        <div className={styles.tools}>
          <div className={styles.filters}>{props.filters}</div>
          {choosable && <ColumnChooser columns={columns} chosen={chosen} choose={choose} />}
          {props.tools}
        </div>
      )}
      <div className={styles.frame}>
        <section
          className={styles.scroll}
          aria-label={props.label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          aria-busy={(rows === undefined && !props.problem) || props.refreshing}
        >
          <table style={{ minWidth: width }}>
            <colgroup>
              {bulk && <col style={{ width: 44 }} />}
              {shown.map((column) => (
                <col key={column.key} style={{ width: column.width }} />
              ))}
            </colgroup>
            <thead>
              <tr>
                {bulk && (
                  <th className={styles.check} scope="col">
                    <Checkbox
                      aria-label={t("table.choose_page")}
                      disabled={!selecting}
                      checked={selecting && onPage === keys.length}
                      indeterminate={onPage > 0 && onPage < keys.length}
                      onChange={(event) =>
                        setSelection(withRows(selection, keys, keys, event.target.checked))
                      }
                    />
                  </th>
                )}
                {shown.map((column) => (
                  <th
                    key={column.key}
                    scope="col"
                    className={column === identity ? styles.identity : undefined}
                    data-align={column.align}
                    data-after-check={(bulk && column === identity) || undefined}
                  >
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows === undefined && !props.problem && <Skeleton columns={shown.length + (bulk ? 1 : 0)} />}
              {rows?.map((row) => {
                const key = rowKey(row);
                const on = isSelected(selection, key);
                return (
                  <tr
                    key={key}
                    data-on={on || props.active === key || undefined}
                    data-ended={props.ended?.(row) || undefined}
                    aria-selected={bulk ? on : undefined}
                    onClick={props.open && (() => props.open?.(row))}
                    style={props.open && { cursor: "pointer" }}
                  >
                    {bulk && (
                      // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps the click from opening the row
                      <td className={styles.check} onClick={(event) => event.stopPropagation()}>
                        <Checkbox
                          aria-label={t("table.choose_row", { row: props.rowName(row) })}
                          checked={on}
                          onChange={(event) =>
                            setSelection(withRows(selection, keys, [key], event.target.checked))
                          }
                        />
                      </td>
                    )}
                    {shown.map((column) => (
                      <td
                        key={column.key}
                        className={column === identity ? styles.identity : undefined}
                        data-align={column.align}
                        data-after-check={(bulk && column === identity) || undefined}
                      >
                        {column.render(row)}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
          {props.problem && <ProblemBlock problem={props.problem} retry={props.retry} />}
          {!props.problem && rows?.length === 0 && (
            <StateBlock icon="table" title={props.empty.title} action={props.empty.action}>
              {props.empty.reason}
            </StateBlock>
          )}
        </section>
        {bulk && !isNothing(selection) && (
          <div className={styles.bulk}>
            <b>{t("table.chosen", { what: props.counted(count(amount), amount) })}</b>
            {selection.kind === "rows" && total && !total.capped && total.count > amount && (
              <Button type="link" onClick={() => setSelection({ kind: "all" })}>
                {t("table.choose_all", { what: props.counted(count(total.count), total.count) })}
              </Button>
            )}
            <Button type="link" onClick={clear}>
              {t("table.clear")}
            </Button>
            <div className={styles.bulkActions}>{bulk(selection, amount, clear)}</div>
          </div>
        )}
        {rows && rows.length > 0 && <Pager {...props} shown={rows.length} />}
      </div>
    </div>
  );
}

function Skeleton({ columns }: { columns: number }) {
  const { t } = useTranslation();
  return Array.from({ length: 8 }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <tr key={row} aria-hidden={row > 0}>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <td key={column}>
          {row === 0 && column === 0 && <span className="visually-hidden">{t("state.loading")}</span>}
          <span className={styles.bone} style={{ width: `${[70, 55, 80, 45][(row + column) % 4]}%` }} />
        </td>
      ))}
    </tr>
  ));
}

function Pager<Row>({ total, counted, covers, pages, next, shown }: Props<Row> & { shown: number }) {
  const { t } = useTranslation();
  const first = (pages?.skip ?? 0) + 1;
  return (
    <div className={styles.pager}>
      {total && (
        <span>
          {t("table.total", {
            what: counted(`${count(total.count)}${total.capped ? "+" : ""}`, total.count),
          })}
        </span>
      )}
      {covers && <span className="caption">{covers}</span>}
      <span className={styles.range}>
        {t("table.range", { first: count(first), last: count(first + shown - 1) })}
      </span>
      {pages && (pages.hasPrevious || next) && (
        <>
          <Button disabled={!pages.hasPrevious} icon={<Icon name="left" />} onClick={pages.previous}>
            {t("table.previous")}
          </Button>
          <Button
            disabled={!next}
            onClick={() => next && pages.next(next, shown)}
            icon={<Icon name="right" />}
            iconPlacement="end"
          >
            {t("table.next")}
          </Button>
        </>
      )}
    </div>
  );
}
