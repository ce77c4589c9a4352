"""Highlights against the plain way of finding them: every word of every line cut out and analysed."""

import re
import unicodedata

from django.utils.html import conditional_escape, format_html
from hypothesis import example, given
from hypothesis import strategies as st

from search.index import analysis
from search.index.analysis import STEMMERS, analyse, stem
from search.results.highlights import LONGEST_SNIPPET, PASSAGES, _beginnings, mark, snippet
from search.understanding.vocabulary import _english

WORDS = """
A level AS-levels t Levels o levels job jobs Jobs' job's jobless banjo skies SKY sky's dying die dies lying news
o'clock O’Clock oclock don't rock'n'roll c++ C# c++x cc 10.30am 1,000jobs 1,000 am gb5 Y9 3.5 x_job job_x co-job
hoping hopped hope relational possibility ponies tying café CAFÉ résumé cafe\u0301 \ufb01nance finance tis —
stra\u00dfe strasse in\u00adter inter\u200bview ＪＯＢ jo\u0301b শিক্ষার্থীদের নিয়োগ نوکری …job “job” ‘tis job…s
""".split()  # noqa: SIM905
# Long lines are cut, and a mark may stand where words touch.
GLUE = [" ", " ", " ", "\t", "\u00a0", "-", "'", "’", ".", ",", "\n", "<&>", " x" * 90 + " "]
LANGUAGES = ["en", "fr", "bn", "ur", "en-GB"]

texts = st.lists(st.sampled_from(WORDS + GLUE) | st.text(max_size=4), max_size=24).map("".join)
asked = st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=4), max_size=4)


def plain_matches(text, words, language):
    wanted = set(words)
    spans = [match.span() for match in analysis._SPAN.finditer(text)]
    return [(start, end) for start, end in spans if not wanted.isdisjoint(analyse(text[start:end], language))]


def plain_mark(text, words, language):
    parts, at = [], 0
    for start, end in plain_matches(text, words, language) if words else ():
        parts += [conditional_escape(text[at:start]), format_html("<mark>{}</mark>", text[start:end])]
        at = end
    return "".join([*parts, conditional_escape(text[at:])])


def plain_snippet(summary, texts, words, language):
    if not words or plain_matches(summary, words, language):
        return plain_mark(summary, words, language)
    best, most = summary, 0
    for line in (line for zone in PASSAGES for line in texts.get(zone, "").splitlines()):
        if (found := len(set(words) & set(analyse(line, language)))) > most:
            best, most = line, found
    return plain_mark(plain_cut(best, words, language), words, language)


def plain_cut(text, words, language):
    if len(text) <= LONGEST_SNIPPET:
        return text
    found = plain_matches(text, words, language)
    start = max(0, found[0][0] - LONGEST_SNIPPET // 3) if found else 0
    start = text.find(" ", start) + 1 if start else 0
    part = text[start : start + LONGEST_SNIPPET]
    if start + LONGEST_SNIPPET < len(text):
        part = part.rsplit(" ", 1)[0] + " …"
    return ("… " if start else "") + part


@given(summary=texts, body=texts, points=texts, asked=asked, language=st.sampled_from(LANGUAGES))
@example("For tables.", "skies over ten o’clock, dying\tjobs", "", ["sky", "die", "oclock", "job"], "en")
@example("", "An A level, co-job’s news" + " x" * 200 + " A level", "", ["A level"], "en")
def test_marks_stand_where_analysing_every_word_would_put_them(summary, body, points, asked, language):
    words = [word for text in asked for word in analyse(text, language)]
    texts = {"body": body, "points": points}
    assert mark(body, words, language) == plain_mark(body, words, language)
    assert snippet(summary, texts, words, language) == plain_snippet(summary, texts, words, language)


@given(texts)
def test_a_plain_text_is_cut_into_the_words_that_any_other_is(text):
    folded = analysis.fold(text)
    assert list(analysis.spans(text)) == [match.span() for match in analysis._SPAN.finditer(text)]
    if analysis.is_plain(folded):
        assert analysis._PLAIN_WORD.findall(folded) == analysis._WORD.findall(folded)


def test_folding_makes_no_letter_of_what_counts_as_plain():
    others = [chr(n) for n in range(0x80, 0x110000) if analysis.is_plain(chr(n))]
    assert others
    for char in others:
        assert not any(unicodedata.category(c)[0] in "LMN" for c in char + analysis.fold(char)), ascii(char)


def test_english_words_begin_as_their_stems_say():
    """Highlighting leans on it: a new release of the stemmer may not take it away unseen."""
    for written in [*_english()[::25], b"dying", b"lying", b"tying", b"skies", b"skis", b"early", b"idly", b"news"]:
        word = bytes(written).decode()
        found = stem(word, "en")
        assert begins(word, found, "en"), (word, found)


@given(
    st.tuples(
        st.text("abceghilnorsty'", min_size=1, max_size=6),
        st.sampled_from(
            ["", "s", "es", "ies", "ied", "ying", "ed", "ing", "ation", "biliti", "enci", "ogist", "y", "'s"]
        ),
    ).map(lambda parts: re.sub("''+", "'", "".join(parts)).strip("'"))
)
def test_whatever_looks_english_begins_as_its_stem_says(word):
    if word and (found := stem(word, "en")):
        assert begins(word, found, "en")


def begins(word, found, language):
    pattern = _beginnings(frozenset([found]), language, "'" in word)
    return pattern is None or pattern.match(word)


def test_nothing_is_assumed_of_other_stemmers():
    assert all(_beginnings(frozenset(["mot"]), language, False) is None for language in STEMMERS if language != "en")
