"""What is the same told twice: events of an article, copies of a text, articles on one happening, their events.

::

    within    an article's events   -> one record a real event
    sketch    Article               -> Sketch          what it is compared by, without words
    copies    Sketches              -> near-copies     of one text
    likeness  Sketches              -> links           between articles that are alike
    stories   Sketches              -> Stories         by blocks and average link
    told      a story's events      -> StoryEvents     with the independent outlets of each
    related   an article and others -> RelatedArticles with reasons

Only `within` is imported here: the rest needs numpy, and a query does not.
"""

from tidings.joining.within import join

__all__ = ["join"]
