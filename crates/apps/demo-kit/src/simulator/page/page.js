// The simulator page: three phones side by side, each its own origin and its own signed-in person.
const words = {
  "zh-CN": {
    title: "微信模拟器", local: "演示数据 · 只在本机", good: "网络正常", slow: "慢", off: "断网",
    lead: "三个人的手机，同一件请假：左边提交，中间收到消息去批，结果回到左边。都可以点；没有连接真的企业微信。",
    log: "消息记录", app: "衡", leave: "请假", todo: "待办", home: "首页", me: "我的", back: "返回消息", open: "打开",
    nextDay: "过一天", nextMonth: "拨到下月 1 日", nothing: "还没有消息", begin: "点下面的“请假”或“待办”，从这部手机开始。", appNote: "应用", there: "已送达", none: "还没有消息送达", line: "网络", phone: "的手机", who: "换人",
  },
  en: {
    title: "WeChat simulator", local: "Demo data · this machine only", good: "Good line", slow: "Slow", off: "Offline",
    lead: "Three phones, one leave: asked for on the left, decided in the middle, told on the left again. Everything can be pressed; no real WeCom is connected.",
    log: "Messages", app: "Heng", leave: "Leave", todo: "To-dos", home: "Home", me: "Me", back: "Back to messages", open: "Open",
    nextDay: "Next day", nextMonth: "To the 1st of next month", nothing: "No message yet", begin: "Press Leave or To-dos below to begin on this phone.", appNote: "app", there: "delivered", none: "Nothing delivered yet", line: "Line", phone: "'s phone", who: "Change person",
  },
};
const MARK = '<svg width="24" height="20" viewBox="0 0 28 24" aria-hidden="true"><path d="M4 8h20" stroke="#0f766e" stroke-width="3" stroke-linecap="round"/><circle cx="14" cy="16" r="3" fill="#0f766e"/></svg>';

const icon = (size, drawing) =>
  `<svg width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawing}</svg>`;
const BACK = icon(22, '<path d="M15 4 7 12l8 8"/>');
const CLOSE = icon(22, '<path d="m5 5 14 14M19 5 5 19"/>');
const MORE = icon(22, '<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3"/>');
const CLOCK = icon(16, '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>');
const SIGNAL = '<svg class="signal" width="18" height="12" viewBox="0 0 18 12" fill="currentColor" aria-hidden="true"><path d="M0 8h3v4H0zM5 6h3v6H5z"/><path class="fast" d="M10 3h3v9h-3zM15 0h3v12h-3z"/></svg>';
const BATTERY = '<svg width="26" height="12" viewBox="0 0 26 12" aria-hidden="true"><rect x=".5" y=".5" width="22" height="11" rx="3" fill="none" stroke="currentColor"/><rect x="2.5" y="2.5" width="16" height="7" rx="1.5" fill="currentColor"/><path d="M24 4v4" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg>';

let language = localStorage.getItem("language") ?? "zh-CN";
let state = { phones: [], line: "good", now: new Date().toISOString() };
let shown = new URLSearchParams(location.search).getAll("phone");
const open = new Map(); // userid -> address of the page opened on that phone
const say = (name) => words[language][name];
const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};
const time = (at, seconds) => new Intl.DateTimeFormat(language, {
  timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hour12: false, ...(seconds ? { second: "2-digit", fractionalSecondDigits: 3 } : {}),
}).format(new Date(at));

/** `2026-11-22 (周日)`. */
const day = (at) => {
  const part = (options) => new Intl.DateTimeFormat(options.weekday ? language : "en-CA", { timeZone: "Asia/Shanghai", ...options }).format(new Date(at));
  return `${part({ year: "numeric", month: "2-digit", day: "2-digit" })} (${part({ weekday: "short" })})`;
};

function enter(phone, path) {
  open.set(phone.userid, `${location.protocol}//${phone.host}:${location.port}/demo/enter?to=${encodeURIComponent(path)}`);
  draw(true);
}

function card(phone, message) {
  const row = make("div", "message");
  const mark = make("span", "mark");
  mark.innerHTML = MARK;
  const body = make("div", "card");
  body.append(make("h3", "", message.title), ...message.lines.map((line) => make("p", "", line)));
  if (message.path) {
    const button = make("button", "", message.button || say("open"));
    button.onclick = () => enter(phone, message.path);
    body.append(button);
  } else body.style.paddingBottom = "12px";
  row.append(mark, body);
  return row;
}

function chat(phone) {
  const list = make("div", "chat");
  if (phone.messages.length === 0) {
    const nothing = make("p", "nothing");
    nothing.append(make("b", "", say("nothing")), say("begin"));
    list.append(nothing);
  }
  for (const message of phone.messages) list.append(make("p", "time", time(message.at)), card(phone, message));
  return list;
}

/** The phone's own line: its clock, and whether there is a signal. */
function status() {
  const row = make("div", "status");
  row.dataset.line = state.line;
  row.append(make("span", "", time(state.now)));
  row.insertAdjacentHTML("beforeend", SIGNAL + BATTERY);
  return row;
}

function column(phone, place) {
  const section = make("section");
  section.dataset.userid = phone.userid;
  section.setAttribute("aria-label", `${phone.name}${say("phone")}`);
  const who = make("div", "who");
  const select = make("select");
  select.setAttribute("aria-label", say("who"));
  for (const other of state.phones) select.append(new Option(other.name, other.userid, false, other.userid === phone.userid));
  select.onchange = () => { shown[place] = select.value; draw(true); };
  who.append(select);
  section.append(who, make("p", "caption", `${phone.number} · ${phone.caption}`));
  const frame = make("div", "phone");
  const bar = make("div", "bar");
  const inside = open.has(phone.userid);
  const back = make(inside ? "button" : "span");
  back.innerHTML = inside ? BACK : CLOSE;
  if (inside) {
    back.setAttribute("aria-label", say("back"));
    back.onclick = () => { open.delete(phone.userid); draw(true); };
  }
  const title = make("b", "", say("app"));
  if (!inside) title.append(" ", make("small", "", say("appNote")));
  const more = make("span");
  more.innerHTML = MORE;
  bar.append(back, title, more);
  frame.append(status(), bar);
  if (open.has(phone.userid)) {
    const page = make("iframe");
    page.title = `${phone.name}${say("phone")}`;
    page.src = open.get(phone.userid);
    frame.append(page);
  } else {
    frame.append(chat(phone));
    const menu = make("div", "menu");
    for (const [word, path] of [["home", "/m/"], ["leave", "/m/leave/new"], ["todo", "/m/todo"], ["me", "/m/me"]]) {
      const button = make("button", "", say(word));
      button.onclick = () => enter(phone, path);
      menu.append(button);
    }
    frame.append(menu);
  }
  section.append(frame);
  return section;
}

function log() {
  const rows = state.phones.flatMap((phone) => phone.messages.map((message) => ({ phone, message })));
  rows.sort((a, b) => b.message.at.localeCompare(a.message.at));
  if (rows.length === 0) return [make("li", "nobody", say("none"))];
  return rows.slice(0, 20).map(({ phone, message }) => {
    const row = make("li");
    row.append(make("span", "", time(message.at, true)), make("span", "", `→ ${phone.name} ${phone.number}`), make("span", "", message.title), make("span", "there", say("there")));
    return row;
  });
}

let drawn = "";
function draw(force) {
  document.documentElement.lang = language;
  document.title = `${say("app")} · ${say("title")}`;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  document.getElementById("language").textContent = language === "en" ? "中文" : "EN";
  document.getElementById("line").setAttribute("aria-label", say("line"));
  for (const button of document.querySelectorAll("#line button")) button.setAttribute("aria-checked", String(button.value === state.line));
  const clock = document.getElementById("clock");
  clock.innerHTML = CLOCK;
  clock.append(`${day(state.now)} ${time(state.now)}`);
  for (const row of document.querySelectorAll(".status")) {
    row.dataset.line = state.line;
    row.firstChild.textContent = time(state.now);
  }
  const known = state.phones.map((phone) => phone.userid);
  shown = [0, 1, 2].map((place) => known.includes(shown[place]) ? shown[place] : known[place]).filter(Boolean);
  const phones = shown.map((userid) => state.phones.find((phone) => phone.userid === userid));
  const now = JSON.stringify([language, shown, phones.map((phone) => phone.messages.length)]);
  if (!force && now === drawn) return;
  drawn = now;
  const main = document.getElementById("phones");
  const before = new Map([...main.children].map((section) => [section.dataset.userid, section]));
  const next = phones.map((phone, place) => {
    const old = before.get(phone.userid);
    // A phone with a page open keeps it: drawing it anew would reload the page under the reader's thumb.
    const same = old?.querySelector("iframe")?.src === open.get(phone.userid);
    return open.has(phone.userid) && old && same ? old : column(phone, place);
  });
  main.replaceChildren(...next);
  for (const list of main.querySelectorAll(".chat")) list.scrollTop = list.scrollHeight;
  document.getElementById("log").replaceChildren(...log());
}

async function look() {
  try {
    state = await (await fetch("/demo/state")).json();
    draw(false);
  } finally {
    setTimeout(look, 1000);
  }
}

document.getElementById("language").onclick = () => {
  language = language === "en" ? "zh-CN" : "en";
  localStorage.setItem("language", language);
  draw(true);
};
/** Half past midnight in the company's zone (UTC+8) of a day counted from the one shown. */
function ahead(months, days) {
  const local = new Date(new Date(state.now).getTime() + 8 * 3600_000);
  const day = months > 0 ? 1 : local.getUTCDate() + days;
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, day, 0, 30) - 8 * 3600_000).toISOString();
}
for (const [id, months, days] of [["next-day", 0, 1], ["next-month", 1, 0]]) {
  document.getElementById(id).onclick = async () => {
    await fetch("/demo/clock", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ forward_to: ahead(months, days) }) });
    state = await (await fetch("/demo/state")).json();
    draw(false);
  };
}
for (const button of document.querySelectorAll("#line button")) {
  button.onclick = async () => {
    await fetch("/demo/line", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ line: button.value }) });
    state.line = button.value;
    draw(false);
  };
}
look();
