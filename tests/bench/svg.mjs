// Plots as SVG: bars beside each other, nothing more. They are looked at in a
// README, light or dark, so they carry both.

const WIDTH = 760;
const LABEL = 190;
const NUMBER = 90;
const BAR = 22;
const GAP = 8;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1c2733 }
  .title { font-weight: 600; font-size: 15px }
  .note { fill: #5b6b7b }
  .bar { fill: #9fb3c8 }
  .ours { fill: #0f766e }
  .goal { stroke: #b42318; stroke-width: 1.5; stroke-dasharray: 4 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .note { fill: #9aa8b5 } .bar { fill: #52677c } .ours { fill: #2dd4bf } .goal { stroke: #f97066 }
  }`;

/** Bars of `{ label, value, told, isOurs }`; `goal` is a line across, of a value with what it says. */
export function bars(title, list, goal) {
  const top = 44;
  const height = top + list.length * (BAR + GAP) + (goal ? 34 : 12);
  const most = Math.max(...list.map(({ value }) => value), goal?.value ?? 0);
  const wide = (value) => Math.max(1, Math.round((value / most) * (WIDTH - LABEL - NUMBER)));
  const rows = list.map(({ label, value, told, isOurs }, place) => {
    const y = top + place * (BAR + GAP);
    return [
      `<text x="${LABEL - 8}" y="${y + 16}" text-anchor="end">${escaped(label)}</text>`,
      `<rect class="bar${isOurs ? " ours" : ""}" x="${LABEL}" y="${y}" width="${wide(value)}" height="${BAR}" rx="3"/>`,
      `<text x="${LABEL + wide(value) + 8}" y="${y + 16}">${escaped(told)}</text>`,
    ].join("\n");
  });
  const bottom = top + list.length * (BAR + GAP);
  const line = goal && [
    `<line class="goal" x1="${LABEL + wide(goal.value)}" y1="${top - 8}" x2="${LABEL + wide(goal.value)}" y2="${bottom}"/>`,
    `<text class="note" x="${Math.min(LABEL + wide(goal.value), WIDTH - 150)}" y="${bottom + 18}" text-anchor="middle">${escaped(goal.told)}</text>`,
  ].join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>${STYLE}</style>
<text class="title" x="8" y="24">${escaped(title)}</text>
${rows.join("\n")}
${line ?? ""}
</svg>
`;
}

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
