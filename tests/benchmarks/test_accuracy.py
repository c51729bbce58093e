"""benchmarks/accuracy.py counts what is right of pages whose truth is known, and says so where there are none."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(__file__).resolve().parents[2] / "benchmarks" / "accuracy.py"
PARAGRAPHS = (
    "云溪区今天上午召开招商引资推进会，区政府主要负责人到会讲话，要求各部门把项目落地摆在首位。",
    "会上签约项目十二个，总投资三十六亿元，涉及新材料、医药和物流，预计明年年底以前全部开工建设。",
    "青柯新材料有限公司在会上介绍了二期工程，建成以后每年可以生产薄膜四万吨，新增就业岗位六百个。",
)
NEWS = """<html><head><meta charset="utf-8"><title>云溪区召开招商引资推进会-云溪区人民政府</title></head><body>
<h1>云溪区召开招商引资推进会</h1><div class="info">发布时间：2024-03-05　来源：云溪日报</div>
<div id="zoom">{body}</div>
<p>上一篇：<a href="101.html">云溪区春耕备耕全面展开</a></p><p>下一篇：没有了</p></body></html>"""
LIST = """<html><head><meta charset="utf-8"><title>云溪要闻</title></head><body><h2>云溪要闻</h2><ul>{rows}</ul>
<div><a href="index.html">首页</a> <a href="index_1.html">下一页</a>
<a href="index_4.html">尾页</a></div></body></html>"""


def manifest(folder: Path, truth: dict[str, Any], rows: int) -> None:
    """Two articles, one of which only claims to be one, and a list of ten rows."""
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    items = "".join(
        f'<li><a href="{at}.html">云溪区第{at}号重点项目正式开工建设</a><span>2024-03-{at - 90:02}</span></li>'
        for at in range(101, 111)
    )
    files = {"news": NEWS.format(body=body), "nothing": "<html><body></body></html>", "list": LIST.format(rows=items)}
    for name, text in files.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    (folder / "news.txt").write_text("\n".join(PARAGRAPHS), encoding="utf-8")
    page = {"host": "www.yunxi.example", "charset_actual": "utf-8"}
    url = "http://www.yunxi.example/yw/"
    lines = [
        page | {"file": "news.html", "url": f"{url}102.html", "kind": "article", "truth": truth},
        page | {"file": "nothing.html", "url": f"{url}9.html", "kind": "article", "truth": {"title": "云溪"}},
        page
        | {"file": "list.html", "url": url, "kind": "list", "pagination": "static index_1.html … index_4.html"}
        | {"list_truth": {"items": rows, "first_href": "101.html"}},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (folder / "manifest.jsonl").write_text(text, encoding="utf-8")


TRUTH: dict[str, Any] = {
    "title": "云溪区召开招商引资推进会",
    "date": "2024-03-05",
    "source": "云溪日报",
    "prev_url": "101.html",
    "next_url": None,
    "body_first": PARAGRAPHS[0],
    "body_last": PARAGRAPHS[-1],
    "body_file": "news.txt",
}


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(COMMAND), "--pages", str(folder), "--only", "investchn_crawler", *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={"PYTHONUTF8": "1"})


def test_without_pages_it_says_so(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"There is no {tmp_path / 'manifest.jsonl'}: name a folder of saved pages")


def test_what_is_right_is_counted(tmp_path: Path) -> None:
    manifest(tmp_path, TRUTH, rows=10)
    scored = json.loads(run(tmp_path, "--json").stdout)["investchn_crawler"]
    assert scored["marks"] == {
        "title": [1, 2],
        "date": [1, 1],
        "source": [1, 1],
        "prev": [1, 1],
        "ends": [1, 1],
        "list refused": [1, 1],
        "entries": [1, 1],
        "next page": [1, 1],
    }
    assert (scored["f1"], scored["invented"], scored["raised"]) == (1.0, 0, 0)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": "云溪区召开推进会"}),
        ("date", {"date": "2024-03-06"}),
        ("source", {"source": None}),
        ("prev", {"prev_url": "100.html"}),
        ("next", {"next_url": "103.html"}),
        ("ends", {"body_last": "青柯新材料有限公司没有到会。"}),
    ],
)
def test_what_is_wrong_is_named(field: str, change: dict[str, Any], tmp_path: Path) -> None:
    manifest(tmp_path, TRUTH | change, rows=10)
    found = json.loads(run(tmp_path, "--wrong", "--json").stdout)
    assert [(each["page"], each["field"]) for each in found] == [("news", field), ("nothing", "title")]


def test_a_list_with_a_row_too_few_is_wrong(tmp_path: Path) -> None:
    manifest(tmp_path, TRUTH, rows=11)
    scored = json.loads(run(tmp_path, "--json").stdout)["investchn_crawler"]
    assert scored["marks"]["entries"] == [0, 1]
    assert scored["marks"]["next page"] == [1, 1]


def test_a_peer_that_is_not_installed_is_a_row_that_says_so(tmp_path: Path) -> None:
    manifest(tmp_path, TRUTH, rows=10)
    hidden = "import sys; sys.modules['gne'] = None; sys.argv = sys.argv[1:]; import runpy; "
    code = hidden + f"sys.path.insert(0, {str(COMMAND.parent)!r}); runpy.run_path(sys.argv[0], run_name='__main__')"
    command = [sys.executable, "-c", code, str(COMMAND), "--pages", str(tmp_path), "--only", "gne"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "| gne is not installed: make accuracy | - " in done.stdout
