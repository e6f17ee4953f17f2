"""The looks of the page: colours for light and dark, tables, bars, and how it prints on A4."""

from typing import Final

LIGHT: Final = {
    "page": "#ffffff",
    "panel": "#f2f6f3",
    "ink": "#17211c",
    "soft": "#4a5851",
    "line": "#c3cec7",
    "edge": "#6f7f77",
    "accent": "#176544",
    "good": "#176544",
    "bad": "#a1221d",
    "open": "#7a4f00",
}
DARK: Final = {
    "page": "#121816",
    "panel": "#1c2521",
    "ink": "#e6ece8",
    "soft": "#aebbb4",
    "line": "#3a4841",
    "edge": "#82938a",
    "accent": "#6fcf9f",
    "good": "#6fcf9f",
    "bad": "#ff9d94",
    "open": "#f0bf5f",
}


def sheet() -> str:
    """Return the whole style sheet."""
    return (
        f":root{{color-scheme:light dark;{_variables(LIGHT)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}\n"
        f"{_SCREEN}\n@media print{{:root{{color-scheme:light;{_variables(LIGHT)}}}{_PRINT}}}\n{_PAGE}"
    )


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


_SCREEN: Final = """
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--page);color:var(--ink);line-height:1.6;overflow-wrap:anywhere;
font-family:system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
a{color:var(--accent);text-underline-offset:.2em}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-100vw;top:0;background:var(--page);padding:.5rem 1rem}
.skip:focus{left:0;z-index:1}
header,nav,main,footer{max-width:64rem;margin:0 auto;padding:0 1rem}
header{padding-top:3rem;padding-bottom:1.5rem}
header h1{font-size:clamp(1.6rem,5vw,2.4rem);line-height:1.25;margin:0 0 .25rem}
.subtitle{color:var(--soft);font-size:1.15rem;margin:0 0 1rem}
.mark{border:2px solid var(--open);border-left-width:.6rem;padding:.5rem .8rem;margin:1rem 0;font-weight:600}
nav{border-block:1px solid var(--line);padding-block:.8rem;columns:14rem}
nav h2{font-size:1rem;margin:0;padding:0;border:0;column-span:all}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
nav ol{list-style:none;margin:0;padding:0}
nav li{break-inside:avoid}
nav ol ol{padding-left:1.6rem;font-size:.92rem}
h2{font-size:1.45rem;border-bottom:2px solid var(--accent);padding-bottom:.2rem;margin:3rem 0 1rem}
h3{font-size:1.15rem;margin:2rem 0 .6rem}
h4{font-size:1rem;margin:0}
.number{color:var(--soft);font-weight:400;margin-right:.5em}
.mark p{margin:0}
.note{color:var(--soft);font-size:.92rem}
p{margin:.5rem 0}
.two{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem}
.second{display:block;color:var(--soft);font-size:.9em}
h1 .second,h2 .second,h3 .second,h4 .second{font-weight:400}
.scroll{overflow-x:auto;margin:.8rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border-bottom:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}
.grid{table-layout:fixed}
thead th{border-bottom:2px solid var(--edge);vertical-align:bottom;background:var(--panel)}
.right{text-align:right;font-variant-numeric:tabular-nums}
.center{text-align:center}
.form th{width:32%;font-weight:500;background:var(--panel)}
.form th,.form td{border:1px solid var(--line)}
.blank{display:block}
.good{color:var(--good)}.bad{color:var(--bad);font-weight:600}.open{color:var(--open)}
.bars{display:grid;grid-template-columns:max-content minmax(6rem,1fr) max-content;gap:.3rem 1rem;align-items:center;
margin:1rem 0}
.bars>div{display:contents}
.bars svg{width:100%;height:1rem;display:block}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;
font-size:.88rem;color:var(--soft);padding:0;margin:.4rem 0;list-style:none}
.key svg{width:1.8rem;height:.8rem;vertical-align:-.05rem;margin-right:.4rem}
.proved{fill:var(--accent)}
.claimed{fill:url(#hatch);stroke:var(--accent)}
.hatch{stroke:var(--accent);stroke-width:1.6}
.still{fill:none;stroke:var(--edge);stroke-dasharray:3 2}
.frame{fill:none;stroke:var(--edge)}
.entry{border:1px solid var(--line);border-radius:.4rem;padding:.7rem .9rem;margin:.9rem 0}
.entry:target{border-color:var(--accent);box-shadow:0 0 0 2px var(--accent)}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem 1rem;align-items:baseline}
.figure{font-weight:600;font-variant-numeric:tabular-nums}
.figure .state{font-weight:400;font-size:.9rem;margin-left:.8em}
.facts{columns:25rem 2;column-gap:2rem;margin:.5rem 0;font-size:.92rem}
.facts>div{display:grid;grid-template-columns:9.5rem 1fr;gap:0 1rem;break-inside:avoid;padding:.08rem 0}
.small{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr));gap:.8rem}
.small .entry{margin:0}.small .facts{columns:auto}
.facts dt{color:var(--soft)}
.facts dd{margin:0}
.strip{display:block;width:100%;max-width:22rem;height:auto;margin:.5rem 0;overflow:visible}
.strip text{font-size:11px;fill:var(--soft)}
.strip .own-words{fill:var(--ink);font-weight:600}
.axis{stroke:var(--edge);stroke-width:1.5}
.tick{stroke:var(--ink);stroke-width:1.5}
.own{fill:var(--accent);stroke:var(--page);stroke-width:1}
.span{stroke:var(--accent);stroke-width:5;opacity:.6}
.box{fill:var(--panel);stroke:var(--edge)}
.site{fill:var(--soft)}
.sign{stroke:var(--ink);stroke-width:1.5;fill:none}
details{margin-top:.4rem;font-size:.92rem}
summary{cursor:pointer;color:var(--accent)}
.steps,.steps ul{list-style:none;margin:.3rem 0;padding-left:.9rem;border-left:2px solid var(--line)}
.steps li{margin:.25rem 0}
.steps small{display:block;color:var(--soft)}
.sign-box{border:1px solid var(--edge);padding:1rem 1.2rem}
.sign-box p:last-of-type{margin-bottom:2.5rem}
.sign-box div{margin:1.6rem 0 .4rem}
.sign-box div::after{content:"";display:inline-block;width:12rem;max-width:100%;border-bottom:1px solid var(--ink);
margin-left:1rem}
footer{color:var(--soft);border-top:1px solid var(--line);margin-top:3rem;padding-block:1rem;font-size:.9rem}
@media (max-width:40rem){.two{grid-template-columns:1fr}.bars{grid-template-columns:1fr;gap:.1rem}
.bars>div{display:block;margin-bottom:.5rem}.facts>div{grid-template-columns:1fr}.facts dd{margin:0 0 .3rem}
.form th{width:40%}}
"""
_PRINT: Final = """
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:10pt;line-height:1.45}
header,nav,main,footer{max-width:none;padding:0}
header{break-after:page;padding-top:5cm;text-align:center}
header table{text-align:left;margin-top:2cm}
nav,.skip,details,footer{display:none}
h2{margin-top:1.2rem}h2,h3,h4,caption{break-after:avoid}
.new{break-before:page}
.scroll{overflow:visible}
table{font-size:8.5pt}
th,td{padding:.18rem .3rem}.grid{min-width:0!important}
tbody tr:nth-last-child(-n+3),tbody tr:nth-child(-n+2){break-before:avoid}
.note{font-size:9pt}caption,thead{break-after:avoid}
thead{display:table-header-group}
tr,.bars>div,.sign-box,svg{break-inside:avoid}
.entry{break-inside:avoid-page;padding:.4rem .6rem;margin:.5rem 0}
.small{grid-template-columns:1fr 1fr;gap:3mm}.small .facts{columns:auto}
.facts{font-size:8.5pt;columns:2;column-gap:1.2rem}.facts>div{grid-template-columns:7.5rem 1fr;gap:0 .6rem}
.strip{max-width:9cm}
a{color:inherit;text-decoration:none}
"""
_PAGE: Final = """
@page{size:A4;margin:20mm 16mm 20mm;font-size:7.5pt;color:#4a5851;
@top-left{vertical-align:bottom;padding-bottom:3mm;white-space:normal}
@bottom-left{vertical-align:top;padding-top:3mm;width:85%}
@bottom-right{content:counter(page) " / " counter(pages);vertical-align:top;padding-top:3mm}}
@page:first{@top-left{content:none}@bottom-left{content:none}@bottom-right{content:none}}
"""
