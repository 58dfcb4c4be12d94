"""Addresses of the team's pages, and of those pages of allauth that this desk has: no e-mail, no open sign-up."""

from allauth.account import views as account
from django.urls import include, path

from secondsource.web.desk.team import case_pages, doors, keepers, own
from secondsource.web.desk.team.watching import watch

watch()

urlpatterns = [
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/signup/", doors.closed, name="account_signup"),
    path("account/password/reset/", doors.forgotten, name="account_reset_password"),
    path("account/password/change/", account.password_change, name="account_change_password"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/", own.own, name="own"),
    path("account/data", own.data, name="own-data"),
    path("language/", own.language, name="set_language"),
    path("join/<str:token>", doors.join, name="join"),
    path("members/", keepers.members, name="members"),
    path("members/invite", keepers.invite, name="member-invite"),
    path("members/invitation/<slug:invitation>/withdraw", keepers.withdraw, name="member-withdraw"),
    path("members/journal", keepers.health, name="journal-health"),
    path("members/<slug:member>/", keepers.member, name="member"),
    path("case/<slug:case>/team", case_pages.team, name="case-team"),
    path("case/<slug:case>/journal", case_pages.case_journal, name="case-journal"),
]
