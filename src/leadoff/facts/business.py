"""What is asked about a business: the one list of its facts, their domains and their wording.

Questions, help, choices, units and ranges are said here and nowhere else. The class is declared
apart from the pydantic model that is made of it (`leadoff.facts.business_profile`), because
importing pydantic takes as long as everything else that answers a profile at the prompt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from leadoff.facts.wording import Limits, Wording

if TYPE_CHECKING:
    # A type checker sees one pydantic model, with its constructor.
    from pydantic import BaseModel as Declaration
else:
    Declaration = object


class BusinessFacts(Declaration):
    """The facts of a business, in the order of the interview; None is "not answered"."""

    name: Annotated[
        str | None,
        Wording(
            "What shall we call this business?",
            "Any name that you will recognise later. It is only a label: no rule may ask for it.",
        ),
    ] = None
    customer_type: Annotated[
        Literal["b2b", "b2c", "both"] | None,
        Wording(
            "Who pays you: companies, people, or both?",
            "Go by who pays, not by who uses it. A plumber buying for work counts as a company. "
            "Choose both only if each brings in a good part of your money, or if you are not "
            "sure.",
            change="fixed",
            meanings=(
                ("b2b", "companies and other organisations"),
                ("b2c", "people buying for themselves"),
                ("both", "some of each"),
            ),
        ),
    ] = None
    months_since_first_sale: Annotated[
        int | None,
        Limits(at_least=0, at_most=1200),
        Wording(
            "How many months ago did you make your first real sale?",
            "Any sale that was paid counts, even a small one or a paid trial; a promise does not. "
            "A rough figure is fine, so for years take 12 times the number. 0 means nobody has "
            "paid yet.",
            unit="months",
            change="time",
        ),
    ] = None
    launching_new_offer: Annotated[
        bool | None,
        Wording(
            "Are you launching something new in the next six months?",
            "A new business, a new product or a new market counts, also one you launched only "
            "weeks ago. A new version, a new colour or a new price does not.",
        ),
    ] = None
    repeat_revenue_share: Annotated[
        float | None,
        Limits(at_least=0, at_most=100),
        Wording(
            "Of every 100 you earn, how much comes from customers who had bought before?",
            "Renewals, subscriptions and repeat orders count; a first order does not. Think of "
            "the last twelve months. 0 means every sale goes to someone new, or nothing is sold "
            "yet; 100 that no one new is buying.",
            unit="percent",
            change="time",
        ),
    ] = None
    direct_sales_share: Annotated[
        float | None,
        Limits(at_least=0, at_most=100),
        Wording(
            "Of every 100 you earn, how much was won by talking to the customer?",
            "A call, a meeting or a visit counts if it persuaded someone; taking the money at a "
            "till does not. If you have no sales yet, say what you plan. 0 means people buy "
            "without you, 100 that every sale takes a conversation.",
            unit="percent",
        ),
    ] = None
    alternatives_compared: Annotated[
        int | None,
        Limits(at_least=0, at_most=50),
        Wording(
            "How many other options does a typical buyer seriously compare you with?",
            "Think of your last five buyers and take the middle one. Doing it themselves counts "
            "as one option; a competitor they never looked at does not count. 0 means they look "
            "at nobody but you.",
            unit="other options",
            change="fixed",
        ),
    ] = None
    yearly_value: Annotated[
        float | None,
        Limits(above=0),
        Wording(
            "What does a typical customer pay you in a year?",
            "In US dollars, so convert if you charge in something else. If people buy once, take "
            "the price they pay; if they subscribe, take twelve months. Choose the usual "
            "customer, not the largest, and for something new the price you have in mind.",
            unit="US dollars",
        ),
    ] = None
    sales_cycle_days: Annotated[
        int | None,
        Limits(at_least=0, at_most=1500),
        Wording(
            "From the first real talk to the payment, how many days does it usually take?",
            "Look only at customers who did buy, and take the usual case. The time before they "
            "first spoke to you does not count. 0 means they buy on the spot, 30 is about a "
            "month, 180 about half a year.",
            unit="days",
            change="fixed",
        ),
    ] = None
    deciders: Annotated[
        int | None,
        Limits(at_least=1, at_most=50),
        Wording(
            "How many people have to agree before someone buys?",
            "Count everyone who could say no, such as the boss, the user and whoever holds the "
            "money. People who only give an opinion do not count. 1 means the buyer decides "
            "alone.",
            unit="people",
            change="fixed",
        ),
    ] = None
    paying_customers: Annotated[
        int | None,
        Limits(at_least=0),
        Wording(
            "How many paying customers do you have?",
            "Count those who pay you now; where people buy only once, count everyone who has "
            "bought. Free users and open offers do not count. 0 means nobody has paid yet.",
            unit="customers",
            change="time",
        ),
    ] = None
    awareness_of_10: Annotated[
        int | None,
        Limits(at_least=0, at_most=10),
        Wording(
            "If you asked ten ideal customers, how many would know your name?",
            "Picture ten people you would love to sell to, not ten you already know. A guess is "
            "fine. 0 means nobody has heard of you, 10 means everybody has.",
            unit="of 10",
            change="time",
        ),
    ] = None
    reachable_buyers: Annotated[
        int | None,
        Limits(at_least=1),
        Wording(
            "How many possible buyers are there in the market you serve?",
            "Count those you could really sell to: the right place, the right kind, able to pay. "
            "If you could write them all on a list, count the list; if not, a round figure such "
            "as 5000 or a million will do.",
            unit="buyers",
            change="fixed",
        ),
    ] = None
    self_serve: Annotated[
        bool | None,
        Wording(
            "Can someone buy without talking to you?",
            "Yes if they can choose, order and pay on their own, in a shop, online or at a "
            "counter. No if they need a quote, a visit, a demonstration or a contract first.",
        ),
    ] = None
    industry: Annotated[
        str | None,
        Wording(
            "What industry are you in?",
            "A word or two, such as software, food or insurance. It is printed with the answer "
            "and changes nothing in the shipped rules; rules of your own may use it.",
            change="fixed",
        ),
    ] = None
    target_audience: Annotated[
        str | None,
        Wording(
            "Who is your ideal customer?",
            'A few words are enough, such as "owners of small agencies". It is printed with the '
            "answer and changes nothing in the shipped rules; rules of your own may use it.",
        ),
    ] = None
