"""The newsdesk: a small web application over an archive, to see it, check it, correct it and take it away.

::

    guard       who may ask: Host, token, where a form comes from; the headers of every answer
    links       a query string <-> filters of the archive
    views       one file a kind of page: queries of one look into the archive -> a template, or JSON
    drawing     events over time and on the map, as SVG
    server      routes, errors, and serving

It needs the extra `tidings[desk]`; nothing of it is imported before it is used.
"""

__all__: list[str] = []
