"""English words that the search treats specially: stop words, weak words, irregular forms."""

#: Words that say nothing about what a query is after.
STOP_WORDS = (
    "a am an and any are as at be been being but by can could did do does for from get got had "
    "has have he her him his i if in into is it its just me my of on or ought our shall she "
    "should so some than that the their them then there these they this those to too us was we "
    "were what whats which whom whose will with would you your"
)

#: Words that say little: a result need not contain them, but ranks a little higher if it does.
WEAK_WORDS = (
    "able about actually after again all allowed already also although always another anyone "
    "anything anyway around away back because become before best better bit both bring bringing "
    "called cant case cases certain come comes coming didnt difference different doesnt doing "
    "done dont during each either else enough etc even ever every everyone exactly expect "
    "expected far few find first friday full fully getting give given gives go goes going guess "
    "happen happened happens hard hasnt havent hello hi hour hours how however id ill im instead "
    "isnt ive kind know known later least left less let lets like little long look looking lot "
    "make makes making many may maybe mean means meant might mine monday month months more "
    "morning most much must nearly need needed never new next nice no nobody normal normally not "
    "nothing notice now off often ok okay once one ones only other otherwise out over own part "
    "particular per perhaps please point possible possibly probably problem problems put quick "
    "quickly quite rather really reason regarding right said same saturday say says seem seems "
    "several short shouldnt similar simple simply since someone something soon sort stand still "
    "stuff sunday supposed sure tell thank thanks thing things think through thursday today told "
    "tomorrow tonight towards try tuesday type under unless until up use used useful using usual "
    "usually various very via want wants wasnt way ways wednesday week weekly weeks well went "
    "werent whatever when where whether while who why within without wondering wont work working "
    "works worth wouldnt wrong yes yet"
)

#: Forms of one word to which the stemmer gives different stems, or the stem of another word.
IRREGULAR = tuple(
    tuple(forms.split())
    for forms in (
        "abuser abusers",
        "beat beaten",
        "bite bit bitten bites biting",
        "break broke broken",
        "child children childrens",
        "come came",
        "die dies died dying",
        "feel felt",
        "fight fought",
        "give gave given",
        "go went gone",
        "hear heard",
        "hold held",
        "keep kept",
        "know knew known",
        "leave left",
        "man men mens",
        "meet met",
        "midwife midwives",
        "person people persons",
        "refer referral referrals",
        "see seen saw",
        "send sent",
        "shake shook shaken",
        "speak spoke spoken",
        "take took taken",
        "tell told",
        "wife wives",
        "woman women womens",
        "write wrote written",
    )
)
