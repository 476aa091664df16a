"""Addresses of the floor's pages."""

from __future__ import annotations

from django.urls import path

from salesfloor.floor.reception.lists import RECEPTIONS
from salesfloor.floor.reception.views import (
    board,
    desk,
    duty,
    figures,
    presence,
    reception,
    receptions,
    reports,
)

app_name = "reception"

urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/tv/", board.television, name="board_tv"),
    path("board/why/<int:staff>/<str:channel>/", board.why, name="why"),
    path("board/reception/<int:pk>/", board.reception, name="panel"),
    path("board/reception/<int:pk>/end/", board.ending, name="ending"),
    path("board/override/", board.override, name="override"),
    path("board/assist/", board.assist, name="assist"),
    path("board/private-call/", board.private_call, name="private_call"),
    path("board/neglect/", board.note_neglect, name="neglect"),
    path("board/door/", board.door, name="door"),
    path("board/door/<int:arrival>/nobody/", board.nobody_at_the_door, name="nobody"),
    path("people/roster/", duty.duty_roster, name="duty_roster"),
    path("desk/", desk.desk, name="desk"),
    path("desk/side/", desk.side, name="desk_side"),
    path("desk/answer/", desk.answer, name="answer"),
    path("desk/register/", desk.register, name="register"),
    path("desk/undo/", desk.undo, name="undo"),
    path("desk/phone/", desk.leave_phone, name="desk_phone"),
    path("desk/people/<str:code>/", presence.person, name="person"),
    path("desk/presence/", presence.at_desk, name="presence"),
    path("reception/", reception.reception, name="reception"),
    path("reception/now/", reception.now, name="now"),
    path("reception/today/", reception.history, name="history"),
    path("reception/end/", reception.end, name="end"),
    path("reception/left-over/<int:pk>/", reception.end_left_over, name="left_over"),
    path("reception/party/", reception.note_party, name="party"),
    path("reception/complete/", reception.complete, name="complete"),
    path("reception/phone/", reception.leave_phone, name="phone"),
    path("reception/presence/<str:do>/", presence.own, name="own_presence"),
    path("receptions/", RECEPTIONS.view, name="receptions"),
    path("receptions/<int:pk>/", receptions.reception_page, name="one"),
    path("receptions/named/<path:ref>/", receptions.named, name="named"),
    path("reports/sources/", reports.sources, name="sources"),
    path("reports/sources/cost/", reports.note_cost, name="medium_cost"),
    path("reports/figures/", figures.figures, name="figures"),
    path("reports/mine/", figures.own, name="own_figures"),
    path("reports/greeting/", reports.greeting, name="greeting"),
]
