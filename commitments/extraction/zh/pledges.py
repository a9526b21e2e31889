"""Pledge forms: one definite event or identifiable thing, promised without number and date."""

from commitments.extraction import later as re
from commitments.extraction.rule import Cue
from commitments.extraction.watching import Rules, Watched
from commitments.target import Strength

THING = (
    r"(?:机制|制度|平台|基地|中心|联盟|清单|目录|名录|档案|台账|数据库|成果库|项目库|库|队伍|专班|小组|工作组|办公室|基金|指标体系|评价体系|责任体系|管理体系|监测体系|"
    r"系统|办法|细则|方案|规划|计划|意见|标准|导则|指南|纲要|条例|规定|政策|公约|协议|示范区|试验区|园区|馆|港(?!湾)|站|航线|机场|实验室|研究院|学院|医院|学校|"
    r"公司|专线|窗口|模式|底座|矩阵|规范|公示牌|电话|信箱|网站|联合体|应用)"
)
FORMS = Rules(
    Cue(
        name="sets up a named thing",
        pattern=re.compile(
            rf"(?:建立|设立|成立|组建|搭建|创建|构建|探索|建设|布局建设|建好|建强|完善并建立)[^,，]{{2,40}}{THING}|(?:设立|成立|组建)[^,，]{{2,30}}"
        ),
        strength=Strength.BINDING,
        examples=("建立河道巡护联动机制", "设立乡村振兴基金", "设立镇级河长"),
        counterexamples=("加强机制创新", "建设美丽家园"),
    ),
    Cue(
        name="puts on paper",
        pattern=re.compile(
            r"(?:制定|制订|出台|印发|编制|修订|发布|公布|起草|完善并出台|推出)[^,，]{0,40}(?:办法|细则|方案|规划|计划|意见|标准|清单|指南|纲要|条例|规定|政策|措施|"
            r"目录|导则|规程|制度|协议|案例|结果|信箱|可行性|》)"
        ),
        strength=Strength.BINDING,
        examples=("研究制定古树保护办法", "公布一批典型案例"),
        counterexamples=("落实扶持政策",),
    ),
    Cue(
        name="holds an event",
        pattern=re.compile(
            r"(?:开展|组织|举办|办好|召开|承办|启动|实施|做好)[^,，]{2,40}(?:试点|评估|调查|普查|大赛|竞赛|活动|博览会|交易会|洽谈会|论坛|大会|对接会|座谈会|体检|排查|检查|抽查|巡查|"
            r"评选|征集|回头看|回头看”|创建工作|评估工作|复审|专项行动|专项整治|讲堂”|培养|编制发布工作|立法准备工作)"
        ),
        strength=Strength.BINDING,
        examples=("组织开展历史建筑普查", "办好第三届茶文化博览会"),
        counterexamples=("开展深入合作",),
    ),
    Cue(
        name="builds a named thing",
        pattern=re.compile(
            r"(?:推进|推动|支持|加快|统筹|启动)[^,，]{3,46}(?:平台|系统|基地|中心|工程|项目|园区|枢纽|实验室|机场|港|设施|集聚区|规划)"
            r"(?:[(（][^)）]*[)）])?(?:等[^,，]{0,12})?(?:建设|编制)$|完成[^,，]{2,40}(?:改造|建设|组建|整治|治理|评价|评估|普查|编制)(?:工作|任务)?$"
        ),
        strength=Strength.DIRECTIONAL,
        examples=("统筹推进农产品冷链物流基地建设", "基本完成渠系改造"),
        counterexamples=("推进生态文明建设",),
    ),
    Cue(
        name="an event comes about",
        pattern=re.compile(
            r"建成(?!区|后|的)[^,，]{2,}|投运|投产|获批|立项|上线|开通|挂牌|落地|获国家|纳入|列入|列为|通车|投用|签署|签订|正式运行|入库|评选|挂钩|设置|公示牌|接入|移交|收回|报送|开工|升级为|申请[^,，]{2,16}牌照|创建|争创|申报|"
            r"作为[^,，]{2,30}依据|实行[^,，]{2,30}(?:管理|制度)|推行[^,，]{2,30}(?:管理|制度)|立法"
        ),
        strength=Strength.DIRECTIONAL,
        examples=("推动古镇申遗项目获批", "建成滨河水厂", "将管护经费纳入财政预算"),
        counterexamples=("提升服务水平",),
    ),
)
SLOGAN = Watched(
    r"^以[^,，]*(?:为|引领|打造)|〔\d{4}〕|高地|样板|标杆|品牌|格局|氛围|环境$|形象|生态$|新风尚|主引擎|朋友圈|增长极|主力军|桥梁|窗口$|防线|合力"
)
MOVED = Watched(r"推动|推进|支持|争取|力争|确保|鼓励|指导|将|拟|计划|探索|谋划|研究|申报|由|尽快")


def can(seen: int, *, plain: bool) -> bool:
    """Whether a form may fire in a stretch of which `seen` is known."""
    return bool(FORMS.bits & seen) and (plain or MOVED.can(seen)) and FORMS.can(seen)


def first(seen: int, text: str, start: int, end: int, *, plain: bool) -> str | None:
    """The name of the first form that fires; without `plain` the clause needs a verb of will or moving as well."""
    if not can(seen, plain=plain) or SLOGAN.search(seen, text, start, end):
        return None
    if not (plain or MOVED.search(seen, text, start, end)):
        return None
    return next((form.name for form in FORMS.live(seen) if form.pattern.search(text, start, end)), None)
