"""Form widgets of this room."""

from typing import Any

from django import forms

from curriculum.choices import point_number


class CriteriaSelect(forms.CheckboxSelectMultiple):
    """Boxes by benchmark, folded away: twenty rows of twenty-eight boxes would bury the programme."""

    template_name = "schools/admin/careers/criteria.html"

    class Media:
        css = {"all": ["schools/programme.css"]}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["chosen"] = ", ".join(point_number(str(each)) for each in value or ())
        return context
