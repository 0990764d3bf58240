#pragma once

#include <string_view>

namespace escala::report {

/// The report's style sheet: the window's tokens, light and dark by the reader's preference, white on paper.
inline constexpr std::string_view kReportStyle = R"(
:root { color-scheme: light dark; --back: #f6f7f9; --panel: #fff; --line: #dfe3e8; --text: #1b1f24; --dim: #5d6773;
  --good: #00785a; --bad: #c8102e; }
@media screen and (prefers-color-scheme: dark) { :root { --back: #191b1f; --panel: #22252a; --line: #363b42;
  --text: #eceff3; --dim: #a0a9b4; --good: #3fc79a; --bad: #ff6b70; } }
body { margin: 0 auto; max-width: 1100px; padding: 16px; background: var(--back); color: var(--text);
  font: 13px/1.45 system-ui, sans-serif; }
h1 { font-size: 20px; margin: 4px 0 8px; } h2 { font-size: 15px; margin: 0 0 8px; } p { margin: 4px 0; }
header, section { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px;
  margin-bottom: 12px; }
.name, figcaption, footer, .few { color: var(--dim); } .valid { color: var(--good); }
.degraded, .invalid { color: var(--bad); }
section { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 4px 8px; border-bottom: 1px solid var(--line); font-weight: normal; }
th:first-child { text-align: left; color: var(--dim); } thead th { font-weight: 600; }
figure { margin: 0 0 12px; padding: 8px; background: #fff; color: #1b1f24; border-radius: 6px; break-inside: avoid; }
figure svg { width: 100%; height: auto; }
figcaption { color: #5d6773; }
@media print { body { max-width: none; background: #fff; } header, section { border: none; padding: 0; } }
)";

}
