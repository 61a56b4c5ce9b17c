"""Lists in pages, and what narrows them down."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.views import APIView

FAR = 200
"""How many rows before a page are still cheap to read in full."""


class Leaves(Paginator):  # type: ignore[type-arg] # it is not generic when it runs
    """Turns to a page far back over ids alone, from the nearer end, and reads only its own rows in full."""

    object_list: QuerySet[Any]

    def page(self, number: int | str) -> "Page[Any]":
        """Return a page. Raises InvalidPage."""
        number = self.validate_number(number)
        first, last = (number - 1) * self.per_page, min(number * self.per_page, self.count)
        if first < FAR:
            return super().page(number)
        ids = self.object_list.values_list("pk", flat=True)
        is_nearer_to_end = first > self.count - last
        found = ids.reverse()[self.count - last : self.count - first] if is_nearer_to_end else ids[first:last]
        return Page(self.object_list.filter(pk__in=list(found)), number, self)


class Pages(PageNumberPagination):
    """Pages of 50, or of ``?page_size=`` up to 200."""

    django_paginator_class = Leaves
    page_size_query_param = "page_size"
    max_page_size = 200

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> Any:
        """Return the rows of the page; a first page that is not full needs no count."""
        if self.page_query_param in request.query_params:
            return super().paginate_queryset(queryset, request, view)
        self.request = request
        size = self.get_page_size(request) or self.max_page_size
        rows = list(queryset[: size + 1])
        everything = queryset if len(rows) > size else rows
        self.page = Page(rows[:size], 1, Paginator(everything, size))
        return rows[:size]


class Filters(DjangoFilterBackend):  # type: ignore[misc] # untyped
    """The filters of a list; where none is asked for, the form that would check them is not even made."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Return the rows that are asked for. Raises ValidationError."""
        filters = self.get_filterset_class(view, queryset)
        if filters is None or not request.query_params:
            return queryset
        narrowed: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return narrowed
