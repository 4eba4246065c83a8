"""How each language names what must not be asked for, and how it asks. Only for `asking`.

`private` is the thing, `request` a demand to hand it over, `negation` what turns a demand into its opposite, `question`
a question that needs no question mark. A language that we answer in and that stands not here fails a guard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class AskingWords:
    """The patterns of one language, for a sentence without marks that only direct or join letters."""

    private: re.Pattern[str]
    request: re.Pattern[str]
    negation: re.Pattern[str]
    question: re.Pattern[str]


def _words(private: str, request: str, negation: str, question: str) -> AskingWords:
    flags = re.IGNORECASE | re.VERBOSE
    return AskingWords(*(re.compile(pattern, flags) for pattern in (private, request, negation, question)))


ASKING: Final = {
    "en": _words(
        r"""\b(
        (immigration|immigrant|migratory|legal|residency|visa|citizenship)\ status | (immigration|legal|your)\ papers
        | (un)?documented | (u\.?s\.?\ )?citizens? | nationality | country\ of\ (birth|origin) | place\ of\ birth | born
        | birthplace | where\ are\ you\ from | visa | green\ card | date\ of\ birth | which\ country
        | (passport|social\ security|alien|registration|identity|identification|id)\ (card\ )?numbers?
        | ssn | itin | a-?numbers?
        )\b""",
        r"""^\W*(please\ |kindly\ )?(tell|send|give|enter|write|type|provide|state|share|show|upload|attach|text)\b""",
        r"\b(not|never|don't|without|no)\b",
        r"^\W*(what('s|\ is|\ are)\ your|are\ you|do\ you\ have|where\ were\ you|which\ country\ are)\b",
    ),
    "es": _words(
        r"""\b(
        (estatus|estado|situaci[oó]n|condici[oó]n)\ (migratori[oa]|legal) | papeles | indocumentad[oa]s? | visa
        | ciudadan[oa]s? | nacionalidad | (pa[ií]s|lugar)\ de\ (nacimiento|origen) | naci[oó] | naciste
        | fecha\ de\ nacimiento | qu[eé]\ pa[ií]s | de\ d[oó]nde\ (es|viene|eres) | tarjeta\ verde
        | n[uú]meros?\ de(l)?\ (seguro\ social|pasaporte|registro|extranjero|identificaci[oó]n|identidad)
        )\b""",
        r"""^\W*(por\ favor,?\ )?(d[ií]ga(nos|me)?|env[ií]e(nos|me)?|mande(nos|me)?|d[eé](nos|me)?|escriba|indique
        |proporcione|comparta|muestre|suba|ponga)\b""",
        r"\b(no|nunca|sin|tampoco)\b",
        r"^\W*(cu[aá]l\ es\ su|tiene\ usted|es\ usted|d[oó]nde\ naci[oó]|de\ qu[eé]\ pa[ií]s)\b",
    ),
    "vi": _words(
        r"""(?<!\w)(
        (tình\ trạng|diện)\ (di\ trú|nhập\ cư|cư\ trú|pháp\ lý|giấy\ tờ|thường\ trú)
        | giấy\ tờ(\ (di\ trú|nhập\ cư|hợp\ pháp|tùy\ thân|của\ quý\ vị|của\ bạn))?
        | (là|sống)\ hợp\ pháp | có\ hợp\ pháp | quốc\ tịch | công\ dân
        | nơi\ sinh | ngày\ sinh | sinh\ ra | sinh\ ở | quê\ quán | từ\ đâu | thẻ\ xanh | visa | thị\ thực | hộ\ chiếu
        | (nước|quốc\ gia)\ nào | số\ (an\ sinh|ssn|itin|id|a\b|căn\ cước|ngoại\ kiều|chứng\ minh|giấy\ tờ)
        )(?!\w)""",
        r"""^\W*((xin|vui\ lòng|hãy|làm\ ơn|quý\ vị|bạn)\ (vui\ lòng\ |hãy\ |hãy\ |phải\ )*)?(gửi|nhập|ghi|viết|điền
        |nêu|khai\ báo|cung\ cấp|đưa|cho\ (chúng\ )?tôi|cho\ biết|trình|tải|nói)(?!\w)""",
        r"(?<!\w)(đừng|chớ|không(?!\W*$))(?!\w)",
        r"(?<!\w)(là\ gì|ở\ đâu|nước\ nào|phải\ không|có\ không)\W*$",
    ),
    "zh": _words(
        r"""(移民|居留|法律|合法|签证|簽證)(身份|身分|状态|狀態|文件) | 合法(居民|居留)
        | (您的|你的|什么|什麼|有[没沒]有)身[份分] | 身[份分][证證] | [证證]件 | [国國]籍 | 公民 | 出生 | [绿綠]卡
        | [签簽][证證] | [护護]照 | 社[会會]?(安全|保障|安)[号號] | 社安
        | 哪[个個]?[国國] | 哪[里裡]人 | [从從自]哪[里裡儿] | [无無][证證] | \bssn\b | \bitin\b""",
        r"""^\W*([请請]|麻[烦煩])\W*(您|你)?(先|再|[务務]必)?([发發]|告[诉訴]|提供|填|[输輸]入|[写寫]|出示|上[传傳]|[说說]|交|[给給])
        | [把将將](您|你)的.*([发發]|告[诉訴]|[给給]|[写寫])""",
        r"不|别|別|勿|[无無]需|[没沒]",
        r"[吗嗎呢]\W*$ | ^\W*(您|你)的.*(是)?什[么麼]\W*$",
    ),
    "ar": _words(
        r"""(وضع|حالة|حالت)\w*\ (من\ ناحية\ )?(ال)?(هجرة|قانوني\w*|إقامة|اقامة) | (ال)?أوراق\w* | جنسي(ة|ت)\w*
        | مواطن\w* | (مكان|محل|بلد|تاريخ)\ (ال)?(ولادة|ولادت\w*|ميلاد\w*) | \bولدت\w* | (ال)?مولود\w*
        | بلد\w*\ (ال)?(أصل\w*|منشأ|أم) | من\ أي\ (بلد|دولة) | من\ أين\ (أنت|أتيت|جئت)\w* | تأشيرة\w* | فيزا | تأشيرت\w*
        | (ال)?بطاقة\ (ال)?(خضراء|إقامة|هوية) | [غج]رين\ كارد | جواز\w*\ (ال)?سفر\w*
        | (رقم|أرقام)\w*\ (ال)?(ضمان|جواز|هوية|هويت|أجنبي|تسجيل|شخصي)\w* | تصريح\ (إقامة|عمل)""",
        r"""^\W*(من\ فضلك(م|ن)?|لو\ سمحت(م)?)?\W*(أرسل|ارسل|اكتب|أعط|اعط|اذكر|أدخل|ادخل|أخبر|اخبر|قدم|قدّم|أظهر|شارك
        |زود|حدد|املأ|ضع|ارفع|أرنا|هات|قل)\w* | \b(يرجى|الرجاء|نرجو)\ (منك(م)?\ )?(إرسال|كتابة|ذكر|إدخال|تقديم|تزويد
        |مشاركة|تحديد|إخبار|إظهار|رفع)\w*""",
        r"\b(لا|لم|لن|ليس|ليست|دون|بدون|غير|عدم)\b",
        r"^\W*(هل|ما\ هو|ما\ هي|ما\ (وضع|جنسي|رقم)\w*|أين|من\ أي)\b",
    ),
    "fa": _words(
        r"""وضعیت\ ?(های)?\ (مهاجرت\w*|اقامت\w*|قانونی\w*|حقوقی\w*|ایمیگریشن) | \b(اسناد|مدارک|کاغذ)\w*
        | تابعیت\w* | ملیت\w*
        | شهروند\w* | تبعه | (محل|جای|تاریخ|کشور)\ (تولد|ولادت)\w* | زادگاه\w* | متولد | تولد\ (شد|یافت)\w*
        | به\ دنیا\ آمد\w*
        | ویز[اه] | گرین\ ?کارت | کارت\ سبز
        | (شماره|نمبر)\w*\ ?\w*\ (پاسپورت|تذکره|سوشیال|تامین|تأمین|هویت|شناسایی|ثبت|کارت)\w*
        | پاسپورت\w* | تذکره\w* | کدام\ کشور | از\ کجا | اهل\ کجا\w*""",
        r"""(بفرست|بنویس|بگو|بگوی|بده|ده|وارد\ کن|ارسال\ کن|ذکر\ کن|شریک\ کن|مشخص\ کن|آپلود\ کن|ارائه\ کن
        |داخل\ کن|پر\ کن)(ید)?\W*$""",
        r"\bن(ه\b|فرست|نویس|گو|ده|کن|شان\ ندهید|یست|دار|خواه|می)\w* | \bبدون\b | \bهیچ\b | لازم\ نیست | ضرورت\ ندار\w*",
        r"^\W*آیا\b | (چیست|کجاست|چه\ است|دارید\ یا\ نه)\W*$",
    ),
    "sw": _words(
        r"""\b(
        hali\ (yako\ )?(ya\ )?(kisheria|uhamiaji|ukaazi|uraia|kiuhamiaji)(\ yako)? | uraia(\ wako)? | utaifa | raia
        | (ma)?karatasi | hati\ (zako|ya\ kusafiria|za\ (uhamiaji|kisheria|ukaazi|kusafiria)) | nyaraka | pasipoti
        | (namba|nambari)\ (yako\ |zako\ )?(ya|za)
          \ (pasipoti|kitambulisho|vitambulisho|hifadhi|ssn|usajili|mgeni|utambulisho)
        | mahali\ (pako\ )?(pa\ kuzaliwa|uli[pk]ozaliwa) | ulizaliwa | umezaliwa | tarehe\ (yako\ )?ya\ kuzaliwa
        | (umetoka|unatoka|unatokea|mmetoka)\ wapi | nchi\ (gani|yako|uliyozaliwa|unayotoka)
        | viza | visa | kadi\ ya\ kijani | green\ card
        )\b""",
        r"""^\W*(tafadhali,?\ |naomba\ |tunaomba\ )?(u)?(tuma|tutumie|nitumie|andika|taja|tuambie|niambie|toa|onyesha
        |tupe|nipe|jaza|weka|ingiza|shiriki|pakia|eleza)\b""",
        r"\b(usi\w+|msi\w+|bila|hapana|wala|huna|huhitaji|hatu\w+|si\ lazima|kamwe)\b",
        r"^\W*je\b | \b(ni\ nini|ni\ ipi|ni\ gani|wapi|nchi\ gani)\W*$",
    ),
    "fr": _words(
        r"""(?<!\w)(
        statut\ (migratoire|légal|d'immigra\w+|de\ résiden\w+|juridique) | situation\ (migratoire|administrative|légale)
        | papiers | sans-papiers | nationalité | citoyen(ne)?s? | citoyenneté | (pays|lieu)\ (de\ naissance|d'origine)
        | né(e|\(e\))?s? | date\ de\ naissance | visa | carte\ verte | green\ card | (titre|carte|permis)\ de\ séjour
        | passeport | numéros?\ (de\ |d')(sécurité|passeport|étranger|identi\w+|enregistrement|ssn|itin)
        | quel\ pays | d'où\ (venez|viens|êtes)
        )(?!\w)""",
        r"""^\W*(s'il\ vous\ plaît,?\ |svp,?\ )?(veuillez|merci\ de|dites|indiquez|envoyez|donnez|écrivez|saisissez
        |entrez|fournissez|montrez|partagez|communiquez|précisez|tapez|joignez|déclarez)(?!\w)""",
        r"(?<!\w)(ne|pas|jamais|sans|aucun)(?!\w)|(?<!\w)n'",
        r"^\W*(quel(le)?s?\ (est|sont)\ (votre|vos|ta|ton)|êtes-vous|avez-vous|où\ êtes-vous|de\ quel\ pays)(?!\w)",
    ),
}
