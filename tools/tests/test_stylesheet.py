"""The stylesheet is cut where nothing names a class, and nowhere else."""

import pytest

import stylesheet


def trimmed(css: str, *sources: str) -> str:
    return stylesheet.trim(css, stylesheet.read_vocabulary(sources))


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".btn{a:b}.card{c:d}", ".btn{a:b}"),
        (".btn,.card{a:b}", ".btn{a:b}"),
        (".btn .card,body{a:b}", "body{a:b}"),
        (".btn:not(.active){a:b}", ".btn:not(.active){a:b}"),
        ("@media (width>1px){.card{a:b}}", ""),
        ("@media (width>1px){.card{a:b}.btn{c:d}}", "@media (width>1px){.btn{c:d}}"),
        ('[x="a,b"] .btn,.card{a:b}', '[x="a,b"] .btn{a:b}'),
        ('.btn{a:url("x}y{z")}', '.btn{a:url("x}y{z")}'),
        ('@charset "UTF-8";.btn{a:b}', '@charset "UTF-8";.btn{a:b}'),
        ("/*! MIT */.btn{a:b}", "/*! MIT */.btn{a:b}"),
        (".btn{a:b}/*# sourceMappingURL=x.map */", ".btn{a:b}"),
    ],
)
def test_only_named_classes_stay(css: str, left: str) -> None:
    assert trimmed(css, '<a class="btn">') == left


def test_a_composed_name_keeps_every_class_with_its_beginning() -> None:
    css = ".bg-red{a:b}.bg-blue-lt{a:b}.text-red{a:b}"
    assert trimmed(css, "bg-{{ tone }}") == ".bg-red{a:b}.bg-blue-lt{a:b}"
    assert trimmed(css, 'f"text-{tone}"') == ".text-red{a:b}"


def test_an_animation_stays_while_a_rule_plays_it() -> None:
    css = ".btn{animation:blink 1s}@keyframes blink{0%{a:b}}@keyframes shake{0%{a:b}}"
    assert trimmed(css, "btn") == ".btn{animation:blink 1s}@keyframes blink{0%{a:b}}"
