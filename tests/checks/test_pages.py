from __future__ import annotations

from tests.checks.sheets import page
from toolkit.checks.pages import Page, pages_of, prose


def texts(body: str, **changes: object) -> list[list[str]]:
    return [[block.text for block in each.blocks] for each in page(body, **changes).pages]


def only(body: str) -> Page:
    [found] = page(body).pages
    return found


# --- pages


def test_a_page_is_what_stands_before_the_first_section_and_each_section() -> None:
    body = (
        "<h1>A</h1><p>B</p><section class=page><p>C</p></section>"
        "<section class='page last'><p>D</p></section><p>E</p>"
    )
    assert texts(body) == [["A", "B"], ["C"], ["D", "E"]]
    assert [each.number for each in page(body).pages] == [1, 2, 3]


def test_another_section_is_no_page() -> None:
    assert texts("<section class=note><p>A</p></section><div class=page>B</div>") == [["A", "B"]]


def test_cards_and_folded_books_are_one_page_and_equal_cards_are_one_card() -> None:
    body = (
        "<section class='side page'><div class='card y0'><p>A</p><p>B</p></div>"
        "<div class='card y1'><p>A</p><p>B</p></div></section>"
        "<section class=page><p>C</p></section>"
    )
    assert texts(body, kind="cards") == texts(body, kind="fold") == [["A", "B", "C"]]
    assert texts(body, kind="poster") == [[], ["A", "B", "A", "B"], ["C"]]


def test_a_page_is_for_the_readers_of_its_material_unless_it_says_so() -> None:
    body = (
        "<p>A</p><section class=page data-reader=young>B</section><section class=page>C</section>"
    )
    readers = [each.reader for each in page(body, audience="staff").pages]
    assert readers == ["staff", "young", "staff"]


def test_the_first_page_can_say_so_on_any_element() -> None:
    body = "<h1>A</h1><p data-reader=parent>B</p><section class=page>C</section>"
    assert [each.reader for each in page(body, audience="young").pages] == ["parent", "young"]


def test_everyone_is_young_too() -> None:
    by_reader = {
        reader: page("A", audience=reader).pages[0].young
        for reader in ("young", "everyone", "parent", "staff")
    }
    assert by_reader == {"young": True, "everyone": True, "parent": False, "staff": False}


# --- pieces of text


def test_what_stands_by_itself_is_a_piece_of_its_own() -> None:
    body = "<div>A<p>B <b>b</b><br>b</p>C</div><ul><li>D<li>E</ul><table><td>F<td>G</table>"
    assert texts(body) == [["A", "B b b", "C", "D", "E", "F", "G"]]


def test_white_space_and_character_references_are_read_as_printed() -> None:
    assert texts("<p> Don&rsquo;t\n  tell&nbsp;\t&amp; go </p><p> </p>") == [["Don’t tell & go"]]


def test_headings_are_told_apart() -> None:
    found = only("<h1>A</h1><h3>B</h3><p>C</p><table><caption>D</caption></table>").blocks
    assert [block.heading for block in found] == [True, True, False, True]


def test_a_piece_has_the_classes_of_all_around_it() -> None:
    [block] = only('<div class="a b"><p class="c">A <b class="d">B</b></p></div>').blocks
    assert block.classes == {"a", "b", "c"}


def test_classes_of_a_page_are_also_those_of_empty_elements() -> None:
    assert only("<p>A</p><ul class=signs></ul>").classes == {"signs"}


def test_data_belong_to_the_element_that_says_them() -> None:
    body = (
        '<div data-year="1999"><p class="figure" data-year=" 2024 ">A <b data-x="1">B</b></p></div>'
    )
    assert [dict(block.facts) for block in only(body).blocks] == [{"year": "2024"}]


def test_what_no_reader_sees_is_not_read() -> None:
    html = (
        "<html lang=en><head><title>No</title><style>p{}</style></head>"
        "<body><script>no</script><p>A</p></body></html>"
    )
    [found] = pages_of(html, page("").material)
    assert [block.text for block in found.blocks] == ["A"]


def test_numbers_addresses_and_names_are_no_words() -> None:
    body = (
        '<p>Call <a class="number" href="tel:988">988</a> or <span class="name">Childline</span>, '
        'send <b class="keyword">HOME</b>, open <a class="address">a.example</a> now.</p>'
    )
    assert texts(body) == [["Call or , send , open now."]]


def test_words_in_another_language_are_left_to_that_language() -> None:
    body = '<p>A <span lang="es">no</span> b</p><div lang="ar"><p>لا</p></div><p lang="en-GB">C</p>'
    assert texts(body) == [["A b", "C"]]


def test_help_lines_imprint_and_school_are_no_prose() -> None:
    names = ["help", "further", "dial", "facts", "shared", "tool", "imprint", "footer", "sources"]
    names += ["school", "letterhead"]
    body = "".join(f'<div class="{name}"><p>{name}</p></div>' for name in names)
    found = page(f"<p>A</p>{body}<p class=caveat>B</p>").pages
    assert [block.text for _, block in prose(found)] == ["A", "B"]
    assert len(found[0].blocks) == len(names) + 2


# --- pictures


def test_every_picture_is_listed_with_its_words() -> None:
    body = (
        '<img src="a.svg" alt=" A bench. "><img src="b.svg"><img src="c.svg" alt="">'
        '<svg role="img"><title>Code</title><path/></svg><svg aria-label="B"></svg><svg><g/></svg>'
        '<svg aria-hidden="true"></svg>'
    )
    assert only(body).pictures == ("A bench.", "", "", "Code", "B", "")


def test_what_a_drawing_says_is_no_text_of_the_page() -> None:
    assert texts("<p>A<svg><title>B</title><text>C</text></svg></p>") == [["A"]]
