"""Cues: words that show will or plan, and words that name an outcome one can check."""

from commitments.extraction import later as re
from commitments.extraction.rule import Cue
from commitments.extraction.watching import Rules, Watched
from commitments.target import Strength

BINDING, PLANNED = Strength.BINDING, Strength.PLANNED
ASPIRATIONAL, DIRECTIONAL = Strength.ASPIRATIONAL, Strength.DIRECTIONAL

VERBS = (
    r"(?:完成|新建|建成|建设|打造|培育|引进|推进|推动|启动|开工|投产|投用|实施|开展|组织|举办|召开|出台|制定|"
    r"印发|设立|成立|组建|建立|形成|搭建|构建|发放|筹集|改造|安排|招引|招聘|培训(?!人)|争取|纳入|办好|抓好|做好|创建|争创|申报|"
    r"推出|推行|加快|加强|加大|修订|发布|公布|研究|探索|支持|指导|督促|协调|落实|扩大|优化|完善|健全|强化|统筹|选择|选派|"
    r"生产(?!总值|性|力|经营|要素)|销售(?!额|收入)|种植|接待|供应|治理|整治|解决|发行|募集|招收|招录|开行|开通|投放|购置|采购|拆除|搬迁|处置|资助|收储|选聘|遴选|评选|选树|引育|加装|安装|配备|配置|增设|更新|更换|铺设|试(?=生产|运[行营]))"
)
REACH = (
    r"(?:实现|达到|达|新(?=[增建开设确引入推认改投选培建])|增[至加长]|投(?=[资入放产用运])"
    r"|斥资|突破|超过|保持|提高|提升|增加|增长|下降|压减|压缩|投入|投资)"
)
ADVERBS = (
    r"(?:继续|进一步|重点|着重|全面|全力|持续|积极|再|把|对|与|同|会同|按|按照|于|在|从|以|通过|围绕|聚焦|着力|用|利用|分|每|力争|确保|不断|深入|"
    r"联合|结合|根据|分批|逐步|陆续|适时|尽快|全部|共|累计|总|由)"
)
ACTION = f"(?:{VERBS}|{REACH}|{ADVERBS})"

# Explicit cues: one of them promises even where a plain statement would be a report.
EXPLICIT = Rules(
    Cue(
        name="strive",
        pattern=re.compile(
            r"(?:力争|力求)(?!更[好大多高])|奋力|(?<!积极主动)努力(?=实现|做到|完成|达到|建成|打造|争|把|将|使|保持|让|推动|培育|建设|形成|提高|提升|构建)"
        ),
        strength=ASPIRATIONAL,
        examples=("力争全年接待游客500万人次", "努力实现旱厕清零"),
        counterexamples=("经过不懈努力,成效明显", "付出了巨大努力"),
    ),
    Cue(
        name="strive for",
        pattern=re.compile(r"争取(?!到(?!20\d\d年|[“\"]?十[一二三四五六]五|[今明]年|年底)|了|更[好大多高]|主动)"),
        strength=ASPIRATIONAL,
        examples=("争取明年上半年通车", "积极争取国家专项债支持"),
        counterexamples=("争取到上级补助资金2亿元", "争取了宝贵时间", "在实际工作中争取更好结果"),
    ),
    Cue(
        name="put weight on",
        pattern=re.compile(r"着力(?=打造|培育|建设|建成|引进|构建|形成|实施|新建)"),
        strength=ASPIRATIONAL,
        examples=("着力打造三个百亿级园区",),
        counterexamples=("着力点不够突出", "着力解决群众急难愁盼"),
    ),
    Cue(
        name="make sure",
        pattern=re.compile(r"(?<!为)确保(?!.{0,20}(?:具有|奠定))|必保|保证(?=.{0,12}(?:完成|实现|达到|到位))"),
        strength=BINDING,
        examples=("确保汛期前完成堤防加固",),
        counterexamples=("对确保粮食安全具有重要意义", "资金保证充足"),
    ),
    Cue(
        name="must",
        pattern=re.compile(r"必须|务必|务求|不得(?:少于|低于|超过|高于)"),
        strength=BINDING,
        examples=("务必于6月底前整改到位", "每季度检查不得少于1次"),
        counterexamples=("必要时可以延期",),
    ),
    Cue(
        name="shall",
        pattern=re.compile(
            r"(?<![需主重必只首概纲摘扼险显紧次提简精机想可就若])要"
            r"(?!求|素|点|件|闻|害|塞|道|领|么|是|不是|价|义|旨|约|带|强|事|务|案|员|职|地|物|闭)|"
            r"(?<![相适响供反效顺对理])应(?:当|该|于|在|按|将|将其|及时|限期|依法|达到|不低于)"
        ),
        strength=BINDING,
        examples=("各县要在9月底前建成示范点", "项目单位应于年底前完成竣工决算"),
        counterexamples=("主要做法如下", "生产要素保障有力", "供应链更加稳定", "按照上级要求"),
    ),
    Cue(
        name="plan to",
        pattern=re.compile(
            rf"(?:(?<![动年度划项展发五施训作产资该本此两、“])计划|(?<=[今明后本\d]年)计划|(?<!确定)(?<!公示)拟)(?={ACTION}|[到\d]|布局|今年|明年|年内|年底|全年|[上下]半年|第?[一二三四]季度|用)|(?<=[今明后本\d]年)计划(?=[^，,。；;、的\d\n]{{1,10}}\d)|规划(?:总)?投资(?!额)|(?<=年度)计划(?=(?:完成)?投资)|规划新[建增](?=[^,，]*\d)"
        ),
        strength=PLANNED,
        examples=(
            "我市计划新建充电桩2000个",
            "拟于明年启动二期工程",
            "今年计划在城南新建公厕20座",
            "规划新建校舍4000平方米",
            "2027年计划矿产银12吨",
            "我们计划上半年设立2个联络处",
            "拟遴选试点园区10家",
        ),
        counterexamples=("实施三年行动计划", "按照规划新建校舍", "模拟训练", "“百千万”工程计划"),
    ),
    Cue(
        name="go on",
        pattern=re.compile(
            r"(?:(?<=[今明后\d]年)|(?<=[今明后\d]年[,，]))继续(?=实施|推进|开展|新建|改造|建设|完成|开工)"
        ),
        strength=BINDING,
        examples=("2026年，继续实施农村公路改造85条", "今年继续改造老旧小区12个"),
        counterexamples=("近年来继续实施造林工程", "去年，我县继续保持领先"),
    ),
    Cue(
        name="expect by",
        pattern=re.compile(
            r"预计(?:将)?(?:于|到|在)?(?=(?:20\d\d年|今年|明年|年内|年底|[一二三四]季度|[上下]半年|\d{1,2}月)"
            r"[^，,。；;]{0,16}(?:建成|投产|完工|竣工|通车|投用|开工|交付|启用|达产|投运|开通|完成))"
        ),
        strength=PLANNED,
        examples=("该桥预计于2027年第二季度建成通车", "预计今年10月底前完工"),
        counterexamples=("预计今年营业收入9亿元", "预计可节约标煤2万吨"),
    ),
    Cue(
        name="expect",
        pattern=re.compile(r"预计|预期(?!目标|寿命|性|性目标)|有望"),
        strength=PLANNED,
        examples=("预计可于明年春天开园",),
        counterexamples=("符合市场规律", "主要预期目标是", "人均预期寿命达到79岁"),
    ),
    Cue(
        name="will",
        pattern=re.compile(
            rf"(?<![即必终行现])将(?={ACTION}|配合|协助|牵头|会同|选取|拆迁|征收|建|不|有|于|到|会|基本建?成|初步|全面建成|全面完成|全线|陆续|如期|率先|首次)(?!在.{{0,12}}(?:下|中))|(?<!必)将会|(?:(?<=政府)|(?<=公司)|(?<=[局署厅处]))亦?会(?={ACTION}|在|于|按|为)"
        ),
        strength=PLANNED,
        examples=(
            "我厅将会同有关部门出台实施细则",
            "明年将新增学位1.2万个",
            "到2025年将基本建成制造强市",
            "环境局会在两年内完成编制",
        ),
        counterexamples=(
            "将符合条件的企业全部纳入名单",
            "必将产生积极影响",
            "将试点经验推广到全市",
            "现将有关情况回复如下",
            "分局会议室已建成",
        ),
    ),
    Cue(
        name="vow",
        pattern=re.compile(r"承诺(?!制|书|期|函|事项|人|内容|时限)"),
        strength=BINDING,
        examples=("公司承诺2030年前实现碳达峰",),
        counterexamples=("推行告知承诺制", "签订承诺书"),
    ),
    Cue(
        name="stated goal",
        pattern=re.compile(
            r"(?:工作|主要|总体|预期|发展|年度|具体)?目标(?:任务)?(?:是|为|[:：])|我们的(?:安排|打算|计划|想法)是|(?<=[%％\d个家吨座名])[”’]?的?[一-鿿]{0,4}目标(?:任务)?$|实现[^,，]{4,40}目标$"
        ),
        strength=BINDING,
        examples=("主要目标是:新增就业3万人", "实现达标率95%的目标"),
        counterexamples=("围绕年度目标推进工作",),
    ),
)

GOAL = EXPLICIT[-1]
TURNING = Rules(*(cue for cue in EXPLICIT if cue.name in ("strive", "plan to", "will", "vow")))  # they end a review

# Leading verbs: they tell who is to be moved, and make a promise directional; in a report they promise nothing.
LEADING = Rules(
    Cue(
        name="move others",
        pattern=re.compile(
            r"推动|推进|促进|支持|鼓励|引导|指导(?!服务|意见|目录|手册|中心|站)|督促|倡导|协助|配合(?=.{0,6}(?:做|开|推))"
        ),
        strength=DIRECTIONAL,
        examples=("支持龙头企业建设研发中心", "推进高标准农田建设"),
        counterexamples=("群众反响热烈",),
    ),
    Cue(
        name="explore",
        pattern=re.compile(
            r"探索|研究(?!院|所|中心|机构|生|组织|员|人员|会|型|基地|开发|成果|团队|平台|课题|报告)|申报(?!的|材料|表|书|条件|流程|程序|人|单位|系统)|加快推进|加快推动"
        ),
        strength=DIRECTIONAL,
        examples=("探索建立轮作补偿机制", "研究制定停车管理办法"),
        counterexamples=("依托省农业研究院",),
    ),
    Cue(
        name="plan ahead",
        pattern=re.compile(
            r"谋划|规划(?=解决|完成|建设|创建|布局|新|实施|引进|编制|治理|改|发展成|打造|扩建|设立|总?投资|培育|开工)|部署|安排(?=.{0,8}(?:资金|建设|实施)|[^，,。；;、的]{0,14}\d)"
        ),
        strength=PLANNED,
        examples=("谋划建设农产品冷链枢纽", "规划建设3座变电站"),
        counterexamples=("国土空间规划",),
    ),
)

# Outcomes: a verb after which one can see whether it happened.
OUTCOMES = Rules(
    Cue(
        name="brought to an end",
        pattern=re.compile(
            r"完成|建成|竣工|完工|通车|落成|投产|投运|中交|试生产|试运[行营]|试车|达峰|投用|投入(?:使用|运[行营作]|营运|生产|服务(?=$|[，,。；;]))|(?:(?<=[前底末年月])|正式|全面|实现|开始)供[水气热电](?=$|[，,。；;])|覆盖(?=全[港澳省市县区镇乡村国境])|(?<!恢)复(?:通|航|产|工)|交付|验收|到位|收官|达产|并网|封顶|通水|通气|通电|蓄水|截流|下线|首飞|点火|供暖|合龙|更名|升格|晋升为|晋级为|贯通|销号|清零|见效|"
            r"办结|结案|脱贫|摘帽|清偿|偿付|达标|整改|移交|取缔|关停|淘汰|消除|搬迁|入驻|清退"
        ),
        strength=BINDING,
        examples=(
            "2026年底前二号线建成通车",
            "10月底引水工程通水",
            "9月底前完成整改",
            "2026年底前供水",
            "信号2027年覆盖全港",
            "年内投入运作",
        ),
        counterexamples=("完善相关制度",),
    ),
    Cue(
        name="set up",
        pattern=re.compile(
            r"建立|设立|成立|组建|形成|搭建|构建|创建|建设(?!等|的|中(?!心)|工作|力度|进度|步伐|水平|成为|必将|离不开|[，,、]|$)|建好|建强|打造|确立|架设|布设|配备|组成"
        ),
        strength=BINDING,
        examples=("6月底前设立风险补偿基金", "初步形成一小时通勤圈"),
        counterexamples=("加大宣传力度",),
    ),
    Cue(
        name="begun",
        pattern=re.compile(
            r"不再|停止|取消|禁止|启用|恢复(?=运|开|营|使|通)|实行|启动|开工|动工|开建|开通|开放|开园|开业|开馆|开诊|开航|开行|开赛|开幕|开班|开课|招生(?=$|[，,。；;])|(?:实现|成功|挂牌|正式|完成)上市|上市(?=$|[，,。；;])|开港|上线|运行|运营|实施|施行|挂牌|揭牌|推出|推行|(?<!宣传)推广|试点|铺开|推开|落地|签约|签署|签订"
        ),
        strength=BINDING,
        examples=("三季度启动二期工程", "年内正式上线运行", "自明年起不再新增燃煤锅炉"),
        counterexamples=("保持良好势头",),
    ),
    Cue(
        name="put on paper",
        pattern=re.compile(
            r"拿出|提出(?=.*(?:方案|办法|意见|清单|计划|指标))|制定|制订|出台|印发|编制|修订|发布|公布|公示|起草|印制|颁布|审定|报送|上报|书面反馈|备案|提交|(?:提请|报)(?=[^,，]{2,16}(?:审议|审定|审批|审查|审核|批准|批复|研究))|报(?=[^,，告道送]{1,20}(?:办公室|政府|小组|中心|[局委厅部办])(?:备案|汇总)?$)|(?:(?<=[前底旬])|(?<=\d日))报(?!道|纸|社|告)|"
            r"明确|确定|列入|纳入|列为|立法|立项|核准|批复|获批|审批|申报(?!材料|表|书|条件|流程|程序|人|单位|系统)|办理|办证|认定|评选|评估|排查|普查|调查|摸底|开展|组织|举办|召开|办好|"
            r"作为(?=.*依据)|申请(?=.*(?:牌照|资质|认定))|承办|参加|培训|招聘|招引|引进|选派|发放|拨付|支付|兑付|偿还|归集|分配|配备"
        ),
        strength=BINDING,
        examples=("10月底前出台实施细则", "上半年完成公示"),
        counterexamples=("切实提高认识",),
    ),
    Cue(
        name="came true",
        pattern=re.compile(
            r"零的突破|达成(?=[^,，]*(?:零|目标|碳|指标))|(?<=全面)[一-鿿]{2}化|具备(?=[^,，]*(?:条件|能力))|自给(?!率|能力)|通过(?=[^,，]{0,16}(?:评价|认证|认定|验收|评审|评估|核准|审批|审查|考核)(?:$|[，,。；;]))|退出(?=.{0,12}后|.{0,16}(?:名单|行列|序列))|跻身|实现|达到|满足|全覆盖|常态化|现代化|一体化|取得(?=.{0,20}(?:证书|资质|许可|批复|认证|资格))|转正|扭亏|翻番|解决|正增长|赶上(?=[^,，]*(?:平均)?水平)|[ⅠⅡⅢⅣⅤ]{1,2}类(?:水质|标准|水体|及|以上|或)"
        ),
        strength=BINDING,
        examples=(
            "2027年基本实现主要作物全程机械化",
            "明年底前解决用水问题",
            "年底前退出全国后十位",
            "干流水质保持在Ⅱ类及以上",
            "农民收入赶上全省平均水平",
        ),
        counterexamples=("增强服务意识",),
    ),
)


ON_PAPER = Watched(r"(?:研究)?(?:制定|制订|出台|印发|编制|修订)")


def first_cue(table: Rules[Cue], seen: int, text: str, start: int, end: int) -> tuple[Cue, re.Match[str]] | None:
    """The cue of a table that stands first in a stretch of text of which `seen` is known."""
    if not table.bits & seen:
        return None
    first: tuple[Cue, re.Match[str]] | None = None
    for cue, bits, pattern in table.ready:
        if seen & bits == bits:
            hit = pattern.search(text, start, end)
            if hit and (first is None or hit.start() < first[1].start()):
                first = cue, hit
    return first
