"""The shape of every data file: frozen, strict models."""

from cloud_ml_platforms.model.answers import Answer, Mark, State
from cloud_ml_platforms.model.api_words import ApiWords, ApiWordsFile
from cloud_ml_platforms.model.base import (
    INGREDIENTS,
    LEVELS,
    MAX_SHOWS_WORDS,
    FullDate,
    Id,
    Ingredient,
    Line,
    Model,
    PartialDate,
    QuestionTheme,
    Short,
    Shows,
    Stage,
    Text,
    Theme,
    Url,
)
from cloud_ml_platforms.model.billing import BillingFile, Use
from cloud_ml_platforms.model.cost import OPERATIONS, CostFile, CostLine, Expression, Group, Input, Scenario, Worked
from cloud_ml_platforms.model.drawings import Back, By, Drawing, Lane, Link, NamedLane, Node
from cloud_ml_platforms.model.glossary import GlossaryFile, Term
from cloud_ml_platforms.model.instead import Alternative, InsteadFile, Leaving
from cloud_ml_platforms.model.interview import (
    Breaks,
    Case,
    Clarify,
    FollowUp,
    Number,
    OldKey,
    Part,
    PlanFile,
    PlanStep,
    Point,
    Points,
    Question,
    QuestionFile,
    Reviewed,
    ThemeFile,
    ThemeInfo,
    Wrong,
)
from cloud_ml_platforms.model.journal import Change, FactChange, RecheckFile, Watch
from cloud_ml_platforms.model.known import Known
from cloud_ml_platforms.model.ledger import DatedName, Event, NamesFile, Thing
from cloud_ml_platforms.model.lifecycle import LifecycleFile, LifecycleQuestion
from cloud_ml_platforms.model.limits import Limit, LimitCell, LimitFile, LimitValue
from cloud_ml_platforms.model.opinions import Belief, BeliefFile, Contested, ContestedFile, Side
from cloud_ml_platforms.model.platforms import Cloud, CloudFile, Colours, Level, PlatformInfo, known_ids
from cloud_ml_platforms.model.prices import Meter, Price, PriceFile
from cloud_ml_platforms.model.redirects import Address, RedirectsFile
from cloud_ml_platforms.model.rows import ApiRef, Capability, Cell, CellEvidence, Row, RowPart, Way
from cloud_ml_platforms.model.selection import (
    Clash,
    Constraint,
    Criterion,
    Decision,
    Judged,
    Preset,
    SelectionFile,
    Signal,
)
from cloud_ml_platforms.model.sheets import (
    SHEET_KINDS,
    CheatCall,
    CheatLine,
    CheatSheet,
    Saying,
    SheetFile,
    SheetNumber,
    Task,
)
from cloud_ml_platforms.model.sources import Evidence, Source, SourceFile, SourceKind
from cloud_ml_platforms.model.translations import Analogy, Translation, TranslationGroup, Word
from cloud_ml_platforms.model.verdicts import Choice, Pick, Verdict, Verdicts
