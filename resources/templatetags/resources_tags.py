"""Filters for the library's templates: figures and framework points in words."""

from django import template

from resources.forms import criterion_label
from resources.words import years_in_words

register = template.Library()
register.filter("criterion_label", criterion_label)
register.filter("years_in_words", years_in_words)
