"""Headings, openings and titles: what they say about the genre of a document and the mood of what stands below."""

from commitments.extraction import later as re
from commitments.extraction.passage import Genre, Mood
from commitments.extraction.rule import Negative
from commitments.extraction.watching import Rules, Watched

LONGEST_HEADLINE = 40
HEADLINE = re.compile(r"(?![·•●■◆▪—\-*\d（(])[^。；;!！\n]{6,40}(?<![：:，,、”])")  # a line that ends without a sign
DISTANT = re.compile("远景|愿景|展望")  # goals beyond the years that a paper is written for

# Genres, tried in order on the title; the first that fires decides.
TITLES: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    (
        Genre.REPLY,
        re.compile(
            r"(?:建议|提案|议案|代表|委员|留言|来信|投诉|信访)[^。]{0,40}(?:答复|复函|回复)|答复意见|留言主题|(?:答复|复函)[*\s]*$|(?:问题|建议|请求|事项)[^。]{0,8}(?:办理|处理|落实)情况的?(?:复?函|报告)"
        ),
    ),
    (
        Genre.WORK_REPORT,
        re.compile(
            r"政府工作报告(?!》?[^。]{0,24}(?:分工|分解|任务|清单|台账|落实))|计划执行情况[^。]{0,20}计划草案|(?:工作|述职)报告$|工作总结[^。]{0,14}(?:计划|打算|安排|思路)|(?:进展|完成|落实|推进|执行)情况(?:及|和|与|暨)[^。]{0,14}(?:计划|打算|安排|思路)"
        ),
    ),
    (
        Genre.SHEET,
        re.compile(
            r"考核(?:细则|表|指标|评分|办法|内容|目标|标准|要点)|评分(?:细则|标准|表)|评价(?:细则|指标)|目标责任书|任务(?:清单|分解表|分工表)|考评"
        ),
    ),
    (
        Genre.RULES,
        re.compile(
            r"(?:办法|条例|规定|规则|章程|规程|准则|守则|制度|预案|细则)(?:[(（][^)）]{1,20}[)）])?[》*\s]*(?:的(?:通知|公告|令))?$"
        ),
    ),
    (
        Genre.NARRATIVE,
        re.compile(
            r"综述|(?<!形势)分析$|市场分析|行业分析|点评|研报|浅析|浅谈|印发[,，!！]|侧记|纪实|报道|年度报告|年报|半年报|公告$|专访|观察|解读|"
            r"社会责任|可持续发展报告|白皮书|蓝皮书|公报|情况的?报告|(?:集团|公司)[^。]{0,24}报告|[!！]$"
        ),
    ),
    (
        Genre.PLAN,
        re.compile(
            r"意见|方案|措施|办法|要点|会议纪要|规划|纲要|计划|行动|安排|分工|通知|决定|规定|细则|清单|政策|举措|工程|指引|"
            r"思路|目标任务|实事|重点(?:工作|任务)|工作任务|工作部署|责任[书状]$"
        ),
    ),
)

# When the title does not tell, the words of the text do.
OPENINGS: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    (
        Genre.REPLY,
        re.compile(
            r"(?:您|你们?|贵党|贵单位|代表|委员)[^。]{0,20}提出的?[^。]{0,60}(?:收悉|答复如下|回复如下)|答复意见|研究提出了?(?:办理|处理)意见|您的留言|(?:答复|回复)如下"
        ),
    ),
    (
        Genre.WORK_REPORT,
        re.compile(
            r"(?:代表[^。]{0,16}(?:政府|常委会)|现在)[^。]{0,24}(?:报告工作|作(?:政府)?工作报告)|各位代表[^。]{0,4}[:：!！]"
        ),
    ),
    (
        Genre.NARRATIVE,
        re.compile(
            r"本报讯|本报记者|记者[^。]{1,10}(?:报道|获悉|了解到)|[(（]记者|新华社|本报.{1,8}电|通讯员|董事会|报告期|本公司|公司全体"
        ),
    ),
    (
        Genre.PLAN,
        re.compile(
            r"现提出(?:以下|如下)|制定(?:本|如下|以下|了本)|(?:意见|措施|方案|要求|事项)(?:如下|通知如下)|指导思想|牵头单位|责任单位|责任部门|印发给你们"
        ),
    ),
)
# A story about a plan, and what only the plan itself says.
TOLD = re.compile(
    r"记者|本报讯|新华社|通讯员|(?:从|据)[^。，]{2,24}(?:获悉|了解到|介绍)[，,]|据(?:介绍|了解|悉|统计|报道)[，,]|发布人[:：]|本网讯|日讯"
)
ORDERED = re.compile(
    r"印发给你们|现提出|制定本|制定(?:如下|以下)|各[^。，\n]{2,40}(?:政府|单位|部门|机构)[^。，\n]{0,20}[：:]\s*\n|第一章|指导思想"
)
POINTS = re.compile(r"[得扣加记计减]\s?\d{1,2}(?:\.\d)?\s?分|[（(]\s?\d{1,3}(?:\.\d)?\s?分\s?[)）]")
POINTS_OF_A_SHEET = 8  # so often only an assessment sheet gives points
PLAN_NUMBERS = 6  # so many numbered items without any other sign make a plan

# Moods by heading. `year` means: a year named in the heading is past (REPORTED) or not (PLANNED).
HEADINGS: tuple[tuple[Mood, Negative], ...] = (
    (
        Mood.REPORTED,
        Negative(
            name="review",
            pattern=re.compile(
                r"回顾|成效$|成就|(?:主要|取得的?)成绩|进展情况|完成情况|落实情况$|执行情况|办理情况|工作情况$|基本情况|处理情况|开展情况|总体情况$|整改(?:工作)?情况$|"
                r"工作总结|发展基础|现状|主要做法|已(?:采取|开展|完成)|所做的?工作|(?:过去|一)[一五]?年(?:来)?(?:的)?工作|存在(?:的)?(?:主要|突出)?(?:问题|困难)|(?:面对|面临|存在)的?(?:主要)?风险|风险(?:提示|因素|分析)$|"
                r"面临(?:的)?(?:形势|挑战|机遇)|发展环境|形势分析|背景|诉求|工作亮点|经验(?:做法)?$|历程|概况|简介"
            ),
            reason="回顾、现状部分",
            examples=("一、2019年工作回顾", "(一)主要成效", "三、存在的问题"),
            counterexamples=("二、重点任务", "加强经验推广工作"),
        ),
    ),
    (
        Mood.SILENT,
        Negative(
            name="principles",
            pattern=re.compile(
                r"指导思想|基本原则|总体思路|总体要求$|工作原则|(?:重要|重大)意义|适用范围|制定依据|编制依据|名词解释|战略定位|发展思路"
            ),
            reason="原则、意义部分",
            examples=("(一)指导思想", "二、基本原则"),
            counterexamples=("二、工作目标",),
        ),
    ),
    (
        Mood.PLANNED,
        Negative(
            name="plan",
            pattern=re.compile(
                r"下一步|下一阶段|下步|今后|未来(?!产业)|打算|展望|安排$|计划$|思路$|部署$|(?:重点|主要|工作)(?:任务|举措|措施|目标|安排)|重点工作|"
                r"工作重点|努力方向|处理建议|实施步骤|保障措施|组织实施|工作要求|年工作|年重点|建议$"
            ),
            reason="目标、任务、下一步部分",
            examples=("二、主要任务", "四、下一步工作打算"),
            counterexamples=("一、发展现状", "(二)推进创新平台提升工程"),
        ),
    ),
)
# “坚持绿色低碳，在转型上再添新成效” orders, whatever it ends in.
IMPERATIVE = re.compile(
    r"[\s（(一二三四五六七八九十\d)）、.．]*(?:坚持|坚定|推动|推进|加快|着力|聚焦|聚力|突出|强化|深化|加强|持续|全力|全面|奋力|统筹|优化|扎实)"
)
GOALS = re.compile(
    r"^(?!关于|建议|对照|围绕|锚定|落实)[^,，]*目标(?:任务|要求|体系|指标|愿景)?(?:[与和及、](?![一-鿿]{0,6}(?:举措|措施|工作|部署|对策|安排)$)[一-鿿]{2,10})?(?:[(（].*)?$"
)
GENERAL = re.compile(
    r"总体|总的|指导思想|思路|要求|目标|原则|定位|意义|背景"
)  # headings of the part for the whole paper
GOALS_RUN_ON = re.compile(
    r"\s{0,4}(?:总体|发展|主要|工作|行动|建设|规划|阶段|具体)*(?:要求和|任务)?目标(?:任务)?[。:：]?\s{0,4}"
    r"(?=到|力争|通过|争取|20\d\d|“?十[一二三四五六]五|用[一二三四五\d]|今后|未来|经过)"
)
PERIOD = re.compile(r"(?:时间|期限|时限|周期)(?:安排|范围|要求)?$|^时间")  # a part that says when all of it is done
TURNING = re.compile(
    r"下一步|下一阶段|下步|今后|打算|展望|目标|未来(?!产业)"
)  # words that end a review below its own heading
REPORTED_HEADING_RANK = 2  # a run-in item called “…情况” is still a task

# Moods by the opening words of a sentence; they hold to the end of the section, or for the sentence alone.
ONWARD = Negative(
    name="from here on",
    pattern=re.compile(
        r"^(?:[^,，。]{0,12}[,，])?(?:下一步|下一阶段|下阶段|下步|接下来|今后|未来(?!产业|材料|之)[^,，]{0,10}(?:将|[,，])|"
        r"(?:今|明|后)年(?:是|,|，|[^,，]{0,12}(?:将|要|重点|着重|继续|计划|力争))|\d{4}年[,，]?(?:我们|全[省市县区]|[一-鿿]{1,6})?(?:将|要|重点|着重)[^。]{0,12}(?:工作|以下|做好|抓好|围绕))"
    ),
    reason="转入下一步打算",
    examples=("下一步,我局将加强巡查", "明年,我们将重点抓好四项工作", "接下来,将启动二期建设"),
    counterexamples=("今年以来,成效明显", "未来产业项目7个"),
)
HORIZON = re.compile(r"未来|今后|十[一二三四五六]五”?(?:期间|时期|末)|到?20\d\d年|[今明]年|年内|年底")
LASTING = re.compile(
    r"[：:]$|以下|如下|目标(?:是|为)|系列[^，。]{0,8}目标|[两三四五六七八]件大?事$"
)  # what holds beyond a paragraph
COUNT = r"(?:[\d一二两三四五六七八九十]{1,3}\s*(?:个方面|方面|大|项|件|类)的?)"
LEAD = Negative(
    name="list lead",
    pattern=re.compile(
        rf"(?:抓好|做好|抓实|突出|实现|完成|落实|推进|开展|办好|实施|聚焦|围绕|采取|做实|干好)[^,，。：:]{{0,16}}(?:以下|如下|下列|{COUNT})"
        r"[^,，。：:]{0,14}(?:工作|任务|目标|实事|(?<=件)大?事|举措|措施|行动|重点|方面|项目|文章)(?:落实|落地)?[：:。]?$|"
        rf"(?:将|要)[^。]{{0,40}}(?:体现在|从|在|突出)(?:以下|如下|{COUNT})[^,，。：:]{{0,14}}(?:方面|工作|举措|任务)[^,，。：:]{{0,6}}[：:]?$|"
        r"(?:重点|着重|主要|具体|切实|认真|全力|扎实)(?:抓好|做好|推进|开展|实施)(?:以下|如下|下列)?[^,，。：:]{0,12}(?:工作|任务|方面|事)?[：:]$|"
        r"(?:(?:任务|目标|措施|举措|安排|打算|实事|要求|重点)(?:如下|是|为|有)[：:]|(?:^|[，,])[一-鿿]{0,8}(?:任务|目标)(?:如下|是))$"
    ),
    reason="引出下列任务",
    examples=("重点抓好以下八个方面工作：", "努力实现以下目标任务：", "具体抓好八个方面重点工作", "目标是"),
    counterexamples=("完成12个村的整治任务", "主要做了以下工作：", "抓好工作落实"),
)
AIMS = Negative(
    name="stated aims",
    pattern=re.compile(r"(?:预期|主要|发展|工作|奋斗|总体|年度)目标(?:任务)?(?:是|为|[:：])(?!\s*$)"),
    reason="列明的目标",
    examples=("今年经济社会发展的主要预期目标是：地区生产总值增长6%左右", "工作目标：培训农民3万人次"),
    counterexamples=("围绕年度目标推进工作", "目标如下："),
)
YEARS_WORK = Negative(
    name="the year's work",
    pattern=re.compile(
        r"^(?:[今明后]年|\d{4}年|新的一年)[,，]?[^,，。]{0,8}(?:(?:我们|全[省市县区])[^,，。]{0,4}(?:要|将)|重点|着重|主要)"
    ),
    reason="引出全年工作",
    examples=("今年我们要坚持办好民生实事", "2025年，我们将重点抓好以下工作"),
    counterexamples=("今年计划新建停车场5处", "今年以来，新增企业40家"),
)
TURNED = Rules(ONWARD, AIMS, LEAD)  # in this order
OPENS_MORE = Rules(LEAD, AIMS, YEARS_WORK)
YEARS_PAST = re.compile(
    r"(?:过去[的一两三四五几]|(?:近|五|三|几|多)年来|一年来|近年来|“?十[一二三四]五”?(?:时期|期间)?以来|[^,，。]{0,20}取得了?[^,，。]{0,10}成就)"
)
TERM = re.compile(r"(?:力争)?[到至](?:20\d\d|“?十)")
# Words by which a paragraph without a heading shows that it speaks of what is to come, or of what has been.
AHEAD = Watched(
    r"力争|确保|务必|必须|(?<![即必终行])将(?=[建新推开加实继进完全打出启])|(?:[今明后]年|我们|[，。；])要(?!求|素|点|件)|争取(?!到|了|[^，。]{0,12}资金)|"
    r"计划(?=[新建完投实推])|拟(?=[新建完投实推])|(?:^|[，。；、])(?:继续|加快|加力|大力|深入|持续|稳步|着力|全力|聚力|积极)(?=[一-鿿])|"
    r"\d[^，。；\d]{0,4}(?:以上|左右|以内)(?=[，。；、])"
)
PAST = Watched(
    r"(?<![不对而自早])已(?!知|然)|累计|同比|环比|以来|截[至止]|去年|[进开组召推促加落实制出印编下成设建打营构听走发拨签启采提创增改得取形完]了|"
    r"(?:位居|居|列)(?:全国|全省|全市|第)|(?:荣获|获评|获得|获批|入选|被评|较上年|比上年|得到|顺利|圆满|成功|超额|分别增长[\d.]+%(?![以左])|达[\d.]+)"
)
BACKWARD = Negative(
    name="looking back",
    pattern=re.compile(
        r"^(?:[^,，。]{0,10}[,，])?(?:截[至止](?:目前|当前|今)|目前|当前[,，]|眼下|如今|近年来|多年来|(?:两|三|五|近)年来|今年以来|去年|过去[一五几]|一年来|五年来|"
        r"长期以来|此前|迄今|[^,，。]{0,20}取得了?[^,，。]{0,10}成就$|(?:同时|当然|但)?(?:我们)?(?:也|还)?(?:要|必须|应当?)?清醒地?(?:看到|认识)|(?:同时|但)?[也还]要看到|自[^,，。]{2,24}以来|“?十[一二三四]五”?(?:时期)?以来|日前|近日|上半年[,，][^。]*(?:累计|同比|已))"
    ),
    reason="回顾过去",
    examples=("近年来,我县新建泵站30座", "截至目前,入库企业240家", "今年以来,发放贷款5亿元"),
    counterexamples=("下一步,我局将加强巡查",),
)
# Announcing verbs: what a paper demands is planned, in whatever document that is told.
ANNOUNCED = Negative(
    name="a paper demands",
    pattern=re.compile(
        r"(?:^|(?<=[。，,]))[^,，。《]{0,12}《[^》]{2,60}》(?:[(（][^)）]{1,40}[)）])?[^,，。]{0,6}(?<!的)(?:还)?(?:指出|明确|提出|要求|强调|规定)(?=[,，:：到将])|"
        r"(?:^|(?<=[。，,]))[^,，。《]{0,20}《[^》]{2,60}》(?:[(（][^)）]{1,40}[)）])?[,，]并?(?:明确|提出|要求|确定)(?=到|20\d\d年|力争|通过)|"
        r"(?:^|(?<=[。，,]))(?:此次|本次|此轮|该|这份|上述)[一-鿿]{0,6}(?:方案|意见|办法|规划|计划|纲要|文件)(?:还)?(?:明确|提出|要求|规定)(?=[,，:：])|"
        r"(?:^|(?<=[。，,]))[^,，。《]{0,20}《[^》]{2,60}》[,，](?:并)?(?:明确|提出|确定)了?[^,，。：:]{0,24}(?:目标|任务|要求|举措|措施)[:：]|"
        r"(?:方案|意见|办法|通知|规划)》?(?:的通知)?[,，](?:通知|方案|意见|规划|办法)?并?(?:要求|明确|提出|指出)(?=[,，：:]|[^,，。]{2,20}(?:要|应|在|于|充分|按|每))"
    ),
    reason="文件提出的要求",
    examples=(
        "《实施方案》提出,到2027年建成5个基地",
        "县里印发整治方案,要求各镇按周推进",
        "此次方案提出,新增绿地9公顷",
        "出台《治理意见》，明确今后三年目标任务：到2027年达到90%",
        "省里印发《建设意见》（省办发〔2021〕29号），明确到2025年基本建成",
    ),
    counterexamples=("提出92条意见", "该方案由专家提出,尚待论证", "按照《实施方案》的要求,健全制度"),
)
# What a meeting demands is planned too, where it says what is to be done.
MEETING = Watched(
    r"^[^,，。]{0,16}(?:会议|会上|大会|[书主]记|董事长|总经理|局长|市长|县长|省长|厅长)[^,，。]{0,8}(?:强调|要求|明确|提出|部署|号召)[,，:：]"
    r"(?=[^。]*(?:要|确保|必须|力争|务必|争取))"
)
PETITION = re.compile(
    r"^(?!根据|按照|针对|结合|采纳|对|关于|围绕|感谢)[^,，。]{0,4}(?:您|你们?|代表|委员)(?!的)[^,，。的]{0,16}(?:提出|建议|反映|提到|认为|希望|呼吁)(?!的|书|办)"
)
# Under these headings a reply tells what was done and what will be done, one after the other.
HANDLED = re.compile(r"^(?:具体|主要|建议|提案)?(?:的)?办理(?:落实)?(?:情况|意见|结果)$")
# Words by which an item of a reply, without a word of the past, shows that it speaks of what is to come: some
# promise by themselves, others only where one of them or an imperative at the beginning stands beside them.
_WILL = (
    r"力争|确保|务必|争取(?!到|了)|(?<![即必终行现])将(?=[建新推开加实继进完全打出启会依联组积统配指按在于对])|[，。；委局厅位区县地]要(?!求|素|点|件)|要(?=达到|实现|在|于|把|将|建立|完成|做到|按)"
    r"|计划(?=[新建完投实推用于今明])|拟(?=[新建完投实推于])|继续|年内|[今明后]年|[底末]前|\d[日月]前|由[^，。；]{2,24}牵头"
)
PROMISING = re.compile(rf"{_WILL}|每(?:年|季度|月|半年|两年|周)|不(?:少|低|高|超)[于过]")
ITEM = re.compile(
    r"\s*(?:第[一二三四五六七八九](?:件事|个方面|方面|项)?[，,、是]|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、]|[一二三四五六七八九十]是)"
)
FINDINGS = re.compile(r"尚未|不满足|正在|目前|约定|经(?:查|核实|调查|了解|协调)|反映|投诉|属实|因此|由于")
OWN_WILL = re.compile(
    rf"{_WILL}|^\s*[（(]?[一二三四五六七八九十\d]{{1,2}}[)）、.．是]\s*(?:进一步|积极|加快|持续|全面)?"
    r"(?:完善|加强|健全|建立|推动|强化|支持|推进|加大|优化|实施|组织|开展|深化|落实|探索|鼓励|扩大|指导|督促|每年)"
)
# What those who do not decide would like to see: “业内专家建议，应在五年内建成…”.
SUGGESTED = re.compile(
    r"[^,，。；;]{0,16}(?:专家|学者|教授|研究员|人士|网民|市民|读者|居民|村民|游客|受访者|观察员|分析师|委员|代表|负责人(?=建议|呼吁))们?"
    r"(?:[^,，。；;的]{0,12})(?:建议|呼吁|期待|期盼|希望|认为)(?!书|稿|方案|办|答复|落实|提案|件|议案|[、和及与的])"
    r"|(?:同时|此外|另外|因此|为此)?[，,]?(?:我们|我[局厅委办部市省县区])?建议"
    r"(?=(?:有关|相关|各|贵|你|企业|国家|中央|由)[^,，。；;]{0,24}(?:政府|部门|单位|[局厅委办部院行]|企业|公司|[市县区])"
    r"|[一-鿿]{0,6}?[省市县区州](?!级)[^,，。；;的]{2,})"
)
# A plan that puts right what an inspection found says of each problem first how it stands.
PUT_RIGHT = re.compile("整改")
REMEDY = re.compile(r"(?m)^\s*(?:整改|工作|具体|主要)?(?:目标|措施|举措|要求)\s?[:：]")
ASKED = ("关于", "建议", "反映", "针对")  # a reply's headings quote the petitioner
