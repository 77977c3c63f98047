"""Which words turn, weaken or measure what is said? Data only, a `Meaning` for each language.

What changes the meaning when one printing has it and the other has not: negations, opposites, modals, hedges, numbers.
Phrases are written with spaces and are looked up word by word, folded, contractions written out ("do not").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

Modal = Literal["can", "must", "should", "will"]
Dimension = Literal["amount", "surety", "size", "only"]
Level = tuple[Dimension, str]
Value = TypeVar("Value")
Phrase = tuple[str, ...]
ByWord = Mapping[str, tuple[tuple[Phrase, Value], ...]]
_CAN: Modal = "can"
_MUST: Modal = "must"
_SHOULD: Modal = "should"
_WILL: Modal = "will"


@dataclass(frozen=True, eq=False)
class Meaning:
    """The words of one language. `negators` turn a sentence wherever they stand, `refusals` do where "to" follows;
    `soft_negatives` can stand for a negation of the other printing, but their loss alone says nothing sure.
    `neutral` are phrases with a negation that denies nothing. `opposites` lead from a word to the one that it
    denies or is the reverse of; `negative_prefixes` do so for whole families, except for the words in
    `not_prefixed`. `raising` verbs pass a negation on to the clause that they govern: "I don't think we will"
    is "I think we won't"."""

    contractions: Mapping[str, Phrase]
    endings: Mapping[str, Phrase]
    negators: frozenset[str]
    negative_pronouns: frozenset[str]
    hyphened: frozenset[str]
    denials: frozenset[str]
    refusals: frozenset[str]
    soft_negatives: frozenset[str]
    softeners: frozenset[str]
    delays: frozenset[str]
    neutral: frozenset[Phrase]
    opposites: Mapping[str, frozenset[str]]
    negative_prefixes: tuple[str, ...]
    not_prefixed: frozenset[str]
    raising: frozenset[str]
    modals: Mapping[Phrase, Modal]
    doubtful_modals: frozenset[str]
    not_needed: frozenset[str]
    hedges: Mapping[Phrase, Level]
    dropped_hedges: frozenset[Level]
    conditions: frozenset[str]
    idle_conditions: frozenset[Phrase]
    mere: frozenset[str]
    conjunctions: frozenset[str]
    subjects: frozenset[str]
    finite: frozenset[str]
    function_words: frozenset[str]
    digits: Mapping[str, int]
    scales: Mapping[str, float]
    ordinals: Mapping[str, int]
    parts: Mapping[str, float]
    times: Mapping[str, float]
    months: Mapping[str, str]
    days: Mapping[str, str]
    titles: frozenset[str]
    places: Mapping[str, str]
    look_alikes: frozenset[frozenset[str]]

    @cached_property
    def turning(self) -> frozenset[str]:
        """Words without one of which the loss of other words turns or weakens nothing."""
        phrases = (word for phrase in (*self.hedges, *self.neutral) for word in phrase)
        denying = self.negators | self.hyphened | self.denials | self.refusals | self.conditions | self.opposites.keys()
        return denying | self.contractions.keys() | {"far"} | frozenset(phrases)

    @cached_property
    def numerals(self) -> frozenset[str]:
        """Words of which numbers and dates are made."""
        of_numbers = (*self.digits, *self.scales, *self.ordinals, *self.parts, *self.times)
        return frozenset((*of_numbers, *self.months, *self.days))

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words without one of which no change of words, but for names and figures, changes what is said."""
        modals = frozenset(word for phrase in self.modals for word in phrase)
        return self.turning | self.numerals | modals | {"nor", "percent", "pct", "per"}

    @cached_property
    def neutral_by_word(self) -> ByWord[bool]:
        """`neutral`, to be looked up while reading."""
        return _by_word(dict.fromkeys(self.neutral, True))

    @cached_property
    def modals_by_word(self) -> ByWord[Modal]:
        """`modals`, to be looked up while reading."""
        return _by_word(self.modals)

    @cached_property
    def hedges_by_word(self) -> ByWord[Level]:
        """`hedges`, to be looked up while reading."""
        return _by_word(self.hedges)


def _by_word(table: Mapping[Phrase, Value]) -> ByWord[Value]:
    """Phrases with their values by their first word, longer ones first."""
    found: dict[str, list[tuple[Phrase, Value]]] = {}
    for phrase in sorted(table, key=len, reverse=True):
        found.setdefault(phrase[0], []).append((phrase, table[phrase]))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[Phrase]:
    return frozenset(tuple(phrase.split()) for phrase in text.split(","))


def _pairs(text: str) -> dict[str, str]:
    return {word: to for pair in text.split() for to, _, words in [pair.partition(":")] for word in words.split(",")}


def _levels(*rows: tuple[Dimension, str, str]) -> dict[Phrase, Level]:
    return {phrase: (dimension, level) for dimension, level, text in rows for phrase in _phrases(text)}


def _counting(text: str, start: int = 0, step: int = 1) -> dict[str, int]:
    """Numerals in order, with their values."""
    return {word: start + step * place for place, word in enumerate(text.split())}


def _reverses(text: str) -> dict[str, frozenset[str]]:
    """From each word to those that it is the reverse of."""
    found: dict[str, frozenset[str]] = {}
    for pair in text.split():
        to, _, words = pair.partition(":")
        for word in words.split(","):
            found[word] = found.get(word, frozenset()) | {to}
    return found


ENGLISH = Meaning(
    contractions={
        "won't": ("will", "not"),
        "can't": ("can", "not"),
        "cannot": ("can", "not"),
        "shan't": ("shall", "not"),
        "ain't": ("is", "not"),
        "dont": ("do", "not"),
        "doesnt": ("does", "not"),
        "didnt": ("did", "not"),
        "isnt": ("is", "not"),
        "wasnt": ("was", "not"),
        "wouldnt": ("would", "not"),
        "couldnt": ("could", "not"),
        "shouldnt": ("should", "not"),
        "gonna": ("going", "to"),
        "gotta": ("got", "to"),
        "wanna": ("want", "to"),
    },
    endings={"n't": ("not",), "'ll": ("will",), "'d": ("would",), "'re": ("are",), "'ve": ("have",), "'m": ("am",)},
    negators=_words("not no never nobody nothing none nowhere neither nor hardly scarcely zero"),
    negative_pronouns=_words("nobody nothing none nowhere never"),
    hyphened=_words("un non"),
    denials=_words("deny denies denied denying"),
    refusals=_words(
        "refuse refuses refused refusing decline declines declined declining fail fails failed failing unable unwilling"
    ),
    soft_negatives=_words(
        """without hardly scarcely barely rarely seldom few little lack lacks lacked lacking absent instead rather
        avoid avoids avoided stop stops stopped prevent prevents prevented prevention ban bans banned free too
        except beyond unless until before deny denies denied denying refuse refuses refused refusal fail fails
        failed failure decline declined end ended lest yet far short remain remains remained impossible silent
        silence against less only"""
    ),
    softeners=_words("less without few little lack"),
    delays=_words("until till unless before"),
    neutral=_phrases(
        """no doubt,without doubt,without a doubt,no question,not only,not just,not merely,not simply, no matter,no
        wonder,can not but,could not but,can not help but,could not help but,nothing but,none but, not least,not
        to mention,whether or not,or not,none other,no less,no sooner,no later than,not that,not at all
        unlike,never mind,why not,nothing short of,nothing less than,no other than,not to say,not un,not
        necessarily"""
    ),
    opposites=_reverses(
        """have:lack,lacks has:lacks had:lacked worked:failed works:fails
        accept:reject,rejects,rejected,rejecting,refuse,refuses,refused accepts:rejects,refuses
        accepted:rejected,refused accepting:rejecting,refusing allow:forbid,ban,prohibit,block
        allowed:forbidden,banned,prohibited,blocked open:closed,shut,close opened:closed,shut opening:closing
        win:lose won:lost winning:losing winner:loser rise:fall,drop,decline rose:fell,dropped,declined
        rising:falling increase:decrease,reduce,cut increased:decreased,reduced,cut increases:decreases,cuts
        raise:lower,reduce,cut raised:lowered,reduced,cut more:less,fewer most:least better:worse best:worst
        higher:lower up:down above:below over:under support:oppose supports:opposes supported:opposed
        supporting:opposing for:against guilty:innocent legal:illegal lawful:unlawful success:failure succeed:fail
        succeeded:failed succeeds:fails true:false right:wrong strong:weak strengthen:weaken strengthened:weakened
        safe:dangerous,unsafe begin:end began:ended start:stop started:stopped before:after confirm:deny
        confirmed:denied confirms:denies admit:deny admitted:denied admits:denies friend:enemy friends:enemies
        peace:war victory:defeat gain:loss gains:losses gained:lost include:exclude included:excluded
        inside:outside innocence:guilt join:leave remain:leave stay:leave love:hate loved:hated remember:forget
        yes:no same:different everyone:nobody everybody:nobody all:none always:never everything:nothing
        trust:distrust,mistrust"""
    ),
    negative_prefixes=("un", "dis", "in", "im", "ir", "il", "non", "mis", "anti"),
    not_prefixed=_words(
        """inform income inside increase invest indeed include intend intense intent instead install inmate input
        insight import impart impress improve implant impeach imprison discover display discount dismiss
        dispatch discharge disease distress discuss disclose under understand until union unite unit uniform
        into inland insure inhabit inquire invent involve mission mister misses discourse district distance
        impact impose implore immigrant immigration intake internal inner invite inspire instruct"""
    ),
    raising=_words(
        """think thinks thought believe believes believed expect expects expected suppose supposed imagine want
        wants wanted wish say says said saying mean means meant claim claims claimed true case likely sure
        certain convinced going plan plans planned intend intends intended need needs able agree agrees agreed
        accept seem seems seemed appear appears appeared possible ready willing prepared try trying told tell"""
    ),
    modals={
        **dict.fromkeys(_phrases("can,could,may,might,able to"), _CAN),
        **dict.fromkeys(
            _phrases("must,have to,has to,had to,having to,need to,needs to,needed to,got to,obliged to,forced to"),
            _MUST,
        ),
        **dict.fromkeys(_phrases("should,ought to,supposed to,had better,would better"), _SHOULD),
        **dict.fromkeys(_phrases("will,would,shall,going to"), _WILL),
    },
    doubtful_modals=_words("may might must should ought"),
    not_needed=_words("need needs needed have has had"),
    hedges=_levels(
        ("amount", "all", "all,every,everyone,everybody,everything,always,entire,entirely,whole,completely"),
        ("amount", "all", "each,every time,total,totally,fully"),
        ("amount", "most", "most,mostly,nearly all,almost all,majority,usually,mainly,nearly every"),
        ("amount", "most", "almost every,nearly always,almost always,nearly everyone,almost everyone"),
        ("amount", "many", "many,often,frequently,a lot of,much of"),
        ("amount", "some", "some,several,a few,a number of,partly,sometimes,occasionally,in part"),
        ("amount", "some", "someone,somebody,something"),
        ("amount", "few", "few,rarely,seldom,hardly any"),
        ("surety", "maybe", "perhaps,maybe,possibly,probably,likely,apparently,seemingly,allegedly,reportedly"),
        ("surety", "maybe", "supposedly,presumably,arguably,in all likelihood"),
        ("surety", "opinion", "i think,we think,i believe,we believe,i guess,i suppose,i reckon,in my opinion"),
        ("surety", "opinion", "in my view,in our view,as far as i know,to my knowledge,it seems,it appears"),
        ("surety", "certain", "certainly,definitely,surely,undoubtedly,of course,without doubt,no doubt"),
        ("surety", "certain", "i know,we know,i am sure,we are sure,i am certain,we are certain"),
        ("size", "about", "about,around,roughly,approximately,almost,nearly,close to,or so,virtually"),
        ("size", "over", "more than,over,at least,above,upwards of,no fewer than,no less than"),
        ("size", "under", "less than,fewer than,under,at most,up to,below,no more than,not more than"),
        ("only", "only", "only,solely,exclusively"),
    ),
    dropped_hedges=frozenset(
        {
            ("surety", "maybe"),
            ("surety", "opinion"),
            ("size", "about"),
            ("size", "over"),
            ("size", "under"),
            ("only", "only"),
        }
    ),
    conditions=_words("if unless provided"),
    idle_conditions=_phrases(
        """if possible,if necessary,if needed,if anything,if any,if you will,if you like,if you want,if you ask,if
        you look, if you know,if i may,if not,if so,if ever,if at,if only,if you think,if you can,if you see"""
    ),
    mere=_words("just merely simply only solely"),
    conjunctions=_words(
        """and or but so because since as while whereas although though that which who whom whose when where why
        how if unless until than"""
    ),
    subjects=_words("i we he she they it you there this these those nobody everybody everyone somebody"),
    finite=_words("""is are was were am has have had will would can could may might must should shall did does do"""),
    function_words=_words(
        """the a an this that these those there here it its he she they we i you him her them us me my our your
        their his one ones who whom whose which what when where why how and or but so if as than then because
        since while although though until unless of to in on at by for from with about into onto over under up
        down out off through between among against is are was were be been being am has have had having do does
        did done will would can could may might must shall should ought going able any some all both each every
        such very really just also even still ever again too now yet well oh only quite rather much many more
        most own other another same single once 's us myself ourselves themselves himself itself anybody anyone
        anything somebody something everybody everyone everything longer"""
    ),
    digits={
        **_counting(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
            sixteen seventeen eighteen nineteen"""
        ),
        **_counting("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    },
    scales={
        "hundred": 100,
        "thousand": 1_000,
        "k": 1_000,
        "million": 1_000_000,
        "m": 1_000_000,
        "mn": 1_000_000,
        "billion": 1_000_000_000,
        "bn": 1_000_000_000,
        "b": 1_000_000_000,
        "trillion": 1_000_000_000_000,
        "dozen": 12,
        "hundreds": 100,
        "thousands": 1_000,
        "millions": 1_000_000,
        "billions": 1_000_000_000,
        "dozens": 12,
    },
    ordinals={
        **_counting(
            """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
            fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""",
            1,
        ),
        **_counting("thirtieth fortieth fiftieth", 30, 10),
    },
    parts={
        "half": 0.5,
        "halves": 0.5,
        "quarter": 0.25,
        "quarters": 0.25,
        "thirds": 1 / 3,
        "fifths": 0.2,
        "third": 1 / 3,
        "fifth": 0.2,
        "tenth": 0.1,
    },
    times={
        "once": 1,
        "twice": 2,
        "thrice": 3,
        "single": 1,
        "double": 2,
        "triple": 3,
        "couple": 2,
        "pair": 2,
        "doubled": 2,
        "tripled": 3,
        "halved": 0.5,
    },
    months=_pairs(
        """january:january,jan february:february,feb march:march,mar april:april,apr may:may june:june,jun
        july:july,jul august:august,aug september:september,sep,sept october:october,oct november:november,nov
        december:december,dec"""
    ),
    days=_pairs(
        """monday:monday,mon,mondays tuesday:tuesday,tue,tues,tuesdays wednesday:wednesday,wed,wednesdays
        thursday:thursday,thu,thur,thurs,thursdays friday:friday,fri,fridays saturday:saturday,sat,saturdays
        sunday:sunday,sun,sundays"""
    ),
    titles=_words(
        """mr mrs ms miss dr prof professor sir lady lord dame president vice minister prime chancellor senator sen
        rep representative congressman congresswoman governor gov general gen colonel col captain capt major maj
        sergeant sgt admiral adm judge justice king queen prince princess pope father brother sister reverend
        rev secretary speaker chairman chairwoman chair director ambassador envoy mayor councillor council
        deputy chief leader party government administration commission ministry department agency committee
        house senate congress parliament state federal god
        internet i"""
    ),
    places=_pairs(
        """us:us,usa,america,american,americans,washington
        uk:uk,britain,british,briton,britons,england,english,london netherlands:netherlands,dutch,holland
        france:france,french,frenchman,paris spain:spain,spanish,spaniards,spaniard,madrid
        germany:germany,german,germans,berlin poland:poland,polish,pole,poles,warsaw
        greece:greece,greek,greeks,athens ireland:ireland,irish,dublin wales:wales,welsh
        denmark:denmark,danish,dane,danes,copenhagen sweden:sweden,swedish,swede,swedes,stockholm
        turkey:turkey,turkish,turk,turks,ankara switzerland:switzerland,swiss,bern
        china:china,chinese,beijing,peking russia:russia,russian,russians,moscow,kremlin
        ukraine:ukraine,ukrainian,ukrainians,kyiv,kiev finland:finland,finnish,finn,finns,helsinki
        democrats:democrats,democrat,democratic republicans:republicans,republican
        norway:norway,norwegian,norwegians eu:eu,europe,european,europeans,brussels israel:israel,israeli,israelis
        iran:iran,iranian,iranians,tehran,teheran iraq:iraq,iraqi,iraqis,baghdad"""
    ),
    look_alikes=frozenset(
        map(
            frozenset,
            _phrases(
                """austria australia,niger nigeria,slovakia slovenia,iran iraq,sweden switzerland,north south,east
                west, northern southern,eastern western,republican republic,mali malawi,guinea guyana,mauritius
                mauritania, latvia lithuania,gambia zambia"""
            ),
        )
    ),
)
