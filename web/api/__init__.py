"""The API: what programs ask of the record, and tell it. Served below ``/api/v1``."""

from planspor.web.api.registering import register_api

__all__ = ["register_api"]
