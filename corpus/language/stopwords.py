"""Function words of bokmål and nynorsk, and the abbreviations that carry no meaning of their own."""

from typing import Final

_BOKMÅL = """
alle alt andre annen annet at av bare begge ble bli blir blitt bør både da de dem den denne der
dere deres deretter derfor dersom dess dessuten det dette dette din disse ditt dog du eller en enda
enkelte enn enten er et ett etter for foran fordi fra fram frem før først få får ganske gjelder
gjennom gjør gjort gjøre ha hadde han hans har hennes her hos hun hva hvem hver hvert hvilke hvilken
hvilket hvis hvor hvordan hvorfor i ifølge igjen ikke imidlertid ingen inn innen innenfor jeg jo kan
kom kun kunne langt lenger likevel man mange med meg mellom men mens mer mest mot mye må måtte noe
noen nok nå når nær nærmere også og om omkring opp oss over overfor per på samme samt seg selv
si sier sin sine sitt sjøl skal skulle slik slike som synes så sånn tidligere til tilbake tross
under unntatt ut uten utenfor vant var ved vi via videre vil ville være vært vår våre
å blant annet hverken verken slikt dermed herunder derved allerede altså bak både bort dels
egen eget egne hele hel helt henholdsvis hvorav hvorvidt inntil innenfor jamfør langs
litt mindre minst måte neste omtrent overfor rundt siden snart stadig stor store svært særlig ta tar
tatt to tre tilsvarende tross vel ganske ytterligere
"""
_NYNORSK = """
alt ein ei eit eg ikkje dei deira dykk dykkar de desse difor diverre då eige eigen
eigne enno frå før gjer gjere gjorde gjort ho hjå han honom hennar hjå inga ingen innan
kor korleis korkje kva kvar kven kvifor kvart kvarandre kva korso meir mest mykje me medan mellom
mykje no nokon noko nokre noka når og også om sjølv sjølve skal skulle slik so som såg
til uten utan upp ut vart vert verta verte vere vore var vil ville vore vår vårt å åleine heile
heilt fleire difor dersom anten einkvan likevel saman imot
"""
_ABBREVIATIONS = """
bl.a bla f.eks feks m.m mm m.v mv m.fl mfl o.l ol osv dvs d.v.s t.o.m f.o.m p.g.a pga i.h.t iht
jf jfr kap nr s.k ca evt eks bl eks pst mht vha hhv inkl ift
"""

STOPWORDS: Final = frozenset(f"{_BOKMÅL}{_NYNORSK}{_ABBREVIATIONS}".split())
"""Words that say nothing about what a text is about; compared with the exact form."""
