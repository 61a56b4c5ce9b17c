"""Lists in pages, and what narrows them down."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.mixins import ListModelMixin
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

LENGTH = 50

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


Rows = list[Any]


class _Counted(Paginator):  # type: ignore[type-arg] # it is not generic when it runs
    """Knows how to count what it does not hold."""

    def __init__(self, size: int, count: Callable[[], int]) -> None:
        super().__init__((), size)
        self._count = count

    @cached_property
    def count(self) -> int:
        """How many rows there are on all pages."""
        return self._count()


class Pages(PageNumberPagination):
    """Pages of 50, or of ``?page_size=`` up to 200."""

    django_paginator_class = Leaves
    page_size = LENGTH
    page_size_query_param = "page_size"
    max_page_size = 200

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> Any:
        """Return the rows of the page."""
        if self.page_query_param in request.query_params:
            return super().paginate_queryset(queryset, request, view)
        size = self.get_page_size(request) or self.max_page_size
        return self.begin(list(queryset[: size + 1]), size, queryset.count, request)

    def begin(self, rows: list[Any], size: int, count: Callable[[], int], request: Request) -> list[Any]:
        """Return the rows of the first page, of one more than it holds; fewer need no count."""
        self.request = request
        self.page = Page(rows[:size], 1, _Counted(size, count if len(rows) > size else rows.__len__))
        return rows[:size]


class PromptListMixin(ListModelMixin):
    """A list whose first page, when nothing else is asked for, needs no queryset."""

    paginator: Pages
    get_serializer: Callable[..., Any]
    get_queryset: Callable[[], QuerySet[Any]]

    def first_rows(self) -> "Rows":
        """Return one row more than a page holds, or all there are."""
        raise NotImplementedError

    def count(self) -> int:
        """Return how many rows there are; asked when they are more than a page."""
        return self.get_queryset().count()

    def complete(self, page: "Rows") -> "Rows":
        """Return the rows of the page with what is fetched for all of them at once."""
        return page

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer with a page."""
        if request.query_params:
            return super().list(request, *args, **kwargs)
        page = self.paginator.begin(self.first_rows(), self.paginator.page_size, self.count, request)
        shown = self.get_serializer().show_all(self.complete(page))
        return self.paginator.get_paginated_response(shown)


class Filters(DjangoFilterBackend):  # type: ignore[misc] # untyped
    """The filters of a list; where none is asked for, the form that would check them is not even made."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Return the rows that are asked for. Raises ValidationError."""
        filters = self.get_filterset_class(view, queryset)
        if filters is None or not request.query_params:
            return queryset
        narrowed: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return narrowed
