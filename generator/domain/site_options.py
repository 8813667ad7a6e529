"""What the body that publishes the portal decides about its site."""

from generator.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """The name of the site and the lines that a government site must carry; what is empty is not shown."""

    name: str
    """Name of the site, in the header and in every title."""
    banner: str = ""
    """A sentence above every page, such as 演示数据."""
    publisher: str = ""
    """The body that runs the site (主办单位)."""
    icp_number: str = ""
    """Number of the ICP filing (ICP备案号); shown as a link to the ministry's register."""
    police_number: str = ""
    """Number of the filing with the public security organs (公安备案号)."""
    site_code: str = ""
    """Identification code of a government site (政府网站标识码, 国办发〔2017〕47号)."""
    error_report_url: str = ""
    """Where readers report a mistake (政府网站找错 or a page or mailto: of one's own)."""
    header_html: str = ""
    """Fragment of the host portal above the header, written into the page as it stands."""
    footer_html: str = ""
    """Fragment of the host portal under the footer, written into the page as it stands."""
