"""English words that the search treats specially: stop words, weak words, irregular forms."""

#: Words that say nothing about what a query is after.
STOP_WORDS = (
    "a am an and any are as at be been being but by can could did do does for from get got had has "
    "have he her him his how i if in into is it its just me my of on or our ought shall she should "
    "so some than that the their them then there these they this those to too us was we were what "
    "whats when where which who whom whose why will with would you your"
)

#: Words that say little: a result need not contain them, but ranks a little higher if it does.
WEAK_WORDS = (
    "about after again all also always another anyone anything back become before best better both "
    "cant come comes coming didnt doing done dont during each else enough ever every everyone "
    "few find first give gives given go goes going happen happens happened havent isnt ive im know "
    "known later let like long look looking lot make makes making many may might more most much "
    "must need needed never no nobody not nothing now off often once one only other out over own "
    "put really said same say says several since someone something soon still tell than thing "
    "things think told too try under until up use used using very want wants way ways well went "
    "wont while within without yet"
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
