"""What every endpoint shares: search, order, and how an exception is answered."""

import math
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.filters import OrderingFilter, SearchFilter
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from oneonone.addresses import one_spelling
from oneonone.errors import DomainError, InvalidFields, TooSoon


class Search(SearchFilter):
    """``?search=`` of a few words: SQLite fails at an expression of a thousand, and at a pattern of pages."""

    max_words = 20
    max_length = 1000

    def get_search_terms(self, request: Request) -> list[str]:
        """Return the words. Raises ValidationError when there are too many."""
        if "\0" in request.query_params.get(self.search_param, ""):
            raise ValidationError({"search": [gettext("Null characters are not allowed.")]})
        words = super().get_search_terms(request)
        if len(words) > self.max_words or sum(map(len, words)) > self.max_length:
            fault = gettext("Search for at most %(count)s words.") % {"count": self.max_words}
            raise ValidationError({"search": [fault]})
        return [one_spelling(word) if "@" in word else word for word in words]


class Ordering(OrderingFilter):
    """``?ordering=``, alike on every database: rows without a value come last, equal ones by their ids."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Return the rows in the order that is asked for, else in their own."""
        terms = self.get_ordering(request, queryset, view) or ()
        return queryset.order_by(*map(_nulls_last, terms), "pk") if terms else queryset


def _nulls_last(term: str) -> OrderBy:
    return OrderBy(F(term.removeprefix("-")), descending=term.startswith("-"), nulls_last=True)


def answer_exception(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn the product's own errors into answers, and leave the others to DRF."""
    if isinstance(error, InvalidFields):
        return Response(error.errors, status=400)
    if isinstance(error, DomainError):
        answer = Response({"code": error.code, "detail": str(error)}, status=error.status)
        if isinstance(error, TooSoon):
            answer["Retry-After"] = str(math.ceil(error.wait.total_seconds()))
        return answer
    if isinstance(error, ObjectDoesNotExist):
        # It was there when the view found it, and was gone when a service had locked what it belongs to.
        error = NotFound()
    return exception_handler(error, context)
