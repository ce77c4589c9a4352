"""The sheet of paper that stands in for the form: its boxes in the form's order, with the prompts of a key stage."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from curriculum.models import KeyStage
from hub.record.prompts import PROMPTS
from hub.record.vocabulary import SKILLS, kinds

USUAL = "ks3"
# Fewer words, and room to draw.
YOUNGEST = "ks2"


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """Answer with one empty entry to print; `?stage=` chooses the prompts, `?view=easy` few words and drawings."""
    asked = request.GET.get("stage", "")
    chosen = asked if asked in PROMPTS else USUAL
    easy = request.GET.get("view") == "easy"
    stages = [
        {"slug": stage.slug, "number": stage.number, "current": stage.slug == chosen and not easy}
        for stage in KeyStage.objects.current()
        if stage.slug in PROMPTS
    ]
    context = {
        "stages": stages,
        "easy": easy,
        "young": chosen == YOUNGEST,
        "prompts": PROMPTS[chosen],
        "kinds": [kind for kind in kinds() if not kind["retired"]],
        "skills": SKILLS,
    }
    return render(request, "record/paper.html", context)
