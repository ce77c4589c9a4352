from django.core.checks import run_checks

from hub.accounts.checks import second_factor_is_required


def test_a_hub_that_asks_its_staff_for_no_second_factor_is_warned_when_it_is_deployed(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    assert [each.id for each in second_factor_is_required(None)] == ["accounts.W001"]
    assert "accounts.W001" in {each.id for each in run_checks(tags=["security"], include_deployment_checks=True)}
    assert "accounts.W001" not in {each.id for each in run_checks(tags=["security"])}


def test_a_hub_that_asks_is_not_warned(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    assert second_factor_is_required(None) == []
