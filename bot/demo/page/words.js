// What a phone itself says, in the language it is set to. The bot's own texts come from the bot.

const keys = [
  "message", "send", "menu", "attach", "start", "typing", "bot", "intro", "edited", "you",
  "location", "contact", "photo", "voice", "document", "sticker", "copied", "ok", "stopped", "results", "more",
];

const table = {
  en: ["Message", "Send", "Menu", "Attach", "Start", "typing…", "bot", "What can this bot do?", "edited", "You",
    "My location", "My phone number", "Photo", "Voice message", "File", "Sticker", "Copied", "OK",
    "The demo has stopped. Start it again, then reload this page.", "Results", "More"],
  es: ["Mensaje", "Enviar", "Menú", "Adjuntar", "Iniciar", "escribiendo…", "bot", "¿Qué puede hacer este bot?", "editado",
    "Tú", "Mi ubicación", "Mi teléfono", "Foto", "Mensaje de voz", "Archivo", "Sticker", "Copiado", "Aceptar",
    "La demostración se detuvo. Iníciala otra vez y recarga esta página.", "Resultados", "Más"],
  vi: ["Tin nhắn", "Gửi", "Menu", "Đính kèm", "Bắt đầu", "đang nhập…", "bot", "Bot này làm được gì?", "đã sửa", "Bạn",
    "Vị trí của tôi", "Số điện thoại của tôi", "Ảnh", "Tin nhắn thoại", "Tệp", "Nhãn dán", "Đã sao chép", "OK",
    "Bản demo đã dừng. Hãy chạy lại rồi tải lại trang này.", "Kết quả", "Xem thêm"],
  "zh-hans": ["消息", "发送", "菜单", "附件", "开始", "正在输入…", "机器人", "这个机器人能做什么？", "已编辑", "你",
    "我的位置", "我的电话号码", "照片", "语音消息", "文件", "贴纸", "已复制", "好", "演示已停止。请重新启动，然后刷新此页面。", "结果", "更多"],
  ar: ["رسالة", "إرسال", "القائمة", "إرفاق", "ابدأ", "يكتب…", "بوت", "ماذا يستطيع هذا البوت أن يفعل؟", "معدّلة", "أنت",
    "موقعي", "رقم هاتفي", "صورة", "رسالة صوتية", "ملف", "ملصق", "تم النسخ", "حسنًا",
    "توقف العرض. شغّله من جديد ثم أعد تحميل هذه الصفحة.", "النتائج", "المزيد"],
  fa: ["پیام", "ارسال", "منو", "پیوست", "شروع", "در حال نوشتن…", "ربات", "این ربات چه کاری انجام می‌دهد؟", "ویرایش‌شده", "شما",
    "موقعیت من", "شماره تلفن من", "عکس", "پیام صوتی", "فایل", "استیکر", "کپی شد", "خوب",
    "نمایش متوقف شد. دوباره آن را شروع کنید و این صفحه را تازه کنید.", "نتیجه‌ها", "بیشتر"],
  sw: ["Ujumbe", "Tuma", "Menyu", "Ambatisha", "Anza", "anaandika…", "boti", "Boti hii inaweza kufanya nini?", "imehaririwa",
    "Wewe", "Mahali nilipo", "Nambari yangu ya simu", "Picha", "Ujumbe wa sauti", "Faili", "Stika", "Imenakiliwa", "Sawa",
    "Onyesho limesimama. Lianzishe tena, kisha pakia upya ukurasa huu.", "Matokeo", "Zaidi"],
  fr: ["Message", "Envoyer", "Menu", "Joindre", "Démarrer", "écrit…", "bot", "Que peut faire ce bot ?", "modifié", "Vous",
    "Ma position", "Mon numéro", "Photo", "Message vocal", "Fichier", "Autocollant", "Copié", "OK",
    "La démo s’est arrêtée. Relancez-la, puis rechargez cette page.", "Résultats", "Plus"],
  ru: ["Сообщение", "Отправить", "Меню", "Прикрепить", "Начать", "печатает…", "бот", "Что умеет этот бот?", "изменено", "Вы",
    "Моё местоположение", "Мой номер", "Фото", "Голосовое сообщение", "Файл", "Стикер", "Скопировано", "ОК",
    "Демо остановлено. Запустите его снова и обновите страницу.", "Результаты", "Ещё"],
  pt: ["Mensagem", "Enviar", "Menu", "Anexar", "Iniciar", "digitando…", "bot", "O que este bot pode fazer?", "editada", "Você",
    "Minha localização", "Meu telefone", "Foto", "Mensagem de voz", "Arquivo", "Figurinha", "Copiado", "OK",
    "A demonstração parou. Inicie de novo e recarregue esta página.", "Resultados", "Mais"],
};

const names = {
  en: ["English", "Sam"], es: ["Español", "Ana"], vi: ["Tiếng Việt", "Lan"], "zh-hans": ["简体中文", "梅"],
  ar: ["العربية", "عمر"], fa: ["دری / فارسی", "لیلا"], sw: ["Kiswahili", "Amani"], fr: ["Français", "Claire"],
  ru: ["Русский", "Ольга"], pt: ["Português", "João"],
};

/** Each language a pretended phone can have: code as Telegram sends it, own name, direction, a first name, words. */
export const languages = Object.fromEntries(Object.keys(table).map((code) => [code, {
  code,
  name: names[code][0],
  person: names[code][1],
  dir: ["ar", "fa"].includes(code) ? "rtl" : "ltr",
  words: Object.fromEntries(keys.map((key, place) => [key, table[code][place]])),
}]));
