"""The door: joining by an invitation, the way back, and what is closed."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from secondsource.actions.desk.team import invitations as inviting
from secondsource.store.team import invitations
from secondsource.store.team.models import MemberRow
from secondsource.web.desk.base.asking import now


class PasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("At least 12 characters; several unrelated words are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=1000,
        strip=False,
    )
    again = forms.CharField(
        label=gettext_lazy("The same password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=1000,
        strip=False,
    )

    def clean(self) -> dict[str, object]:
        """Refuse weak passwords and slips."""
        found = dict(super().clean() or self.cleaned_data)
        password = found.get("password")
        if password and password != found.get("again"):
            self.add_error("again", _("The two passwords differ."))
        if isinstance(password, str):
            try:
                validate_password(password, MemberRow(name=str(found.get("name", ""))))
            except ValidationError as error:
                self.add_error("password", error)
        return found


class JoinForm(PasswordForm):
    """What an account is made of: a pseudonym and a password."""

    name = forms.CharField(
        label=gettext_lazy("Pseudonym"),
        help_text=gettext_lazy("What your colleagues will see. No e-mail address is asked for or kept."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        max_length=inviting.MOST_NAME,
    )
    field_order = ("name", "password", "again")


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Open the account an invitation promises, or give somebody back theirs."""
    found = invitations.find(token, now())
    form = (PasswordForm if found.member else JoinForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        # Hashed before the action, so that no transaction waits for Argon2id.
        secret = make_password(form.cleaned_data["password"])
        if found.member:
            inviting.come_back(token=token, password_hash=secret, now=now())
        else:
            inviting.join(token=token, name=form.cleaned_data["name"], password_hash=secret, now=now())
        messages.success(request, _("Your account is ready. Sign in, then set up a second factor."))
        return redirect("account_login")
    return render(request, "team/join.html", {"form": form, "invitation": found}, status=422 if form.errors else 200)


@login_not_required
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Say that only an invitation opens an account."""
    return render(request, "team/closed.html")


@login_not_required
@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    """Say who helps when a password is forgotten: no e-mail address is kept."""
    return render(request, "team/forgotten.html")
