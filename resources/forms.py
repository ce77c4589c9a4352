"""The edit form of a resource, and the form for reporting a problem."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from curriculum.models import Criterion, Term
from curriculum.models.terms import TermQuerySet
from hub.core.forms import Cleaned, HubPageForm
from resources.choices import MESSAGE_LENGTH, ProblemKind
from resources.link_checks.asking import refusal
from resources.link_checks.words import DETAILS


def term_choices(model: type[Term], *, keep: list[int]) -> TermQuerySet:
    """Return the current terms of a vocabulary, and those of `keep` even where they have been retired since."""
    return model.objects.filter(Q(retired=False) | Q(pk__in=keep))


def grouped(criteria: QuerySet[Criterion]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return choices in groups, one a framework: (framework, [(pk, "code label")])."""
    groups: dict[str, list[tuple[int, str]]] = {}
    ordered = criteria.select_related("framework").order_by("framework__order", "framework__slug", "order", "slug")
    for criterion in ordered:
        groups.setdefault(str(criterion.framework), []).append((criterion.pk, criterion_label(criterion)))
    return list(groups.items())


def criterion_label(criterion: Criterion) -> str:
    code, label = criterion.code, str(criterion)
    return label if not code or code.lower() in label.lower() else f"{code} {label}"


class ResourcePageForm(HubPageForm):
    """Offers current terms only, and asks for something to read, open or download before publishing."""

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and issubclass(queryset.model, Term):
                field.queryset = term_choices(queryset.model, keep=self._chosen(name))
        if "criteria" in self.fields:
            field = self.fields["criteria"]
            field.choices = grouped(field.queryset)

    def _chosen(self, name: str) -> list[int]:
        if self.instance._meta.get_field(name).many_to_many:
            return [term.pk for term in getattr(self.instance, name).all()]
        pk = getattr(self.instance, f"{name}_id")
        return [pk] if pk else []

    def clean_link(self) -> str:
        """Refuse an address that leads into a network of our own; one that stood there before may stay."""
        link: str = self.cleaned_data["link"]
        reason = refusal(link) if link and link != self.initial.get("link") else ""
        if reason:
            detail = DETAILS[reason]
            raise forms.ValidationError(_("Nobody outside can open this address. %(detail)s") % {"detail": detail})
        return link

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if not self.is_deferred_validation and not any(cleaned.get(name) for name in ("link", "file", "body")):
            self.add_error("link", _("Give a link, a file or content: a reader must get something."))
        return cleaned


class ProblemForm(forms.Form):
    """What a reader may tell us: a kind, some words, and nothing about who they are."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ProblemKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what is wrong: choose one."), "invalid_choice": _("Choose one of these.")},
    )
    message = forms.CharField(
        label=_("Anything that helps us find it"),
        required=False,
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "class": "field"}),
    )
    # Hidden from people; a program that fills every field is recognised by it.
    website = forms.CharField(required=False, max_length=200)
